package dev.seaworthy.examples.benchmarks.security;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.openjdk.jmh.infra.Blackhole;

/** The body of a {@link BlackHoleResponse}. */
final class BlackHoleStream extends ServletOutputStream {
    private final Blackhole hole;

    BlackHoleStream(Blackhole hole) {
        this.hole = hole;
    }

    @Override
    public void write(int octet) {
        hole.consume(octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) {
        hole.consume(octets);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
    }
}
