package dev.seaworthy.backup.encryption;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Compresses; closing it closes what it writes to even where zstd's own stream cannot end. */
final class CompressedStream extends FilterOutputStream {
    private final OutputStream compressed;

    CompressedStream(OutputStream compressed, Compression compression) throws IOException {
        super(compression.to(compressed));
        this.compressed = compressed;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
        try (compressed) {
            out.close();
        }
    }
}
