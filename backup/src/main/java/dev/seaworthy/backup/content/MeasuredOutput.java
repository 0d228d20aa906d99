package dev.seaworthy.backup.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Counts and hashes what passes, and remembers if not all of it did. */
final class MeasuredOutput extends FilterOutputStream {
    private static final OutputStream CLOSED = closed();

    private final MessageDigest sha256 = Sha256.create();
    private long bytes;
    private @Nullable Throwable failure;

    MeasuredOutput(OutputStream out) {
        super(out);
    }

    private static OutputStream closed() {
        OutputStream closed = OutputStream.nullOutputStream();
        try {
            closed.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return closed;
    }

    long bytes() {
        return bytes;
    }

    /** To be called once, at the end. */
    Measure measure() {
        return new Measure(bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    /** To be asked at the end, since whoever wrote may have gone on after a failure. */
    void requireWhole() throws IOException {
        if (failure != null) {
            throw new IOException("Not all of it was written: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** And lets go of what it wrote to, which may have large buffers. */
    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            out = CLOSED;
        }
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        try {
            out.write(source, offset, length);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        }
        sha256.update(source, offset, length);
        bytes += length;
    }
}
