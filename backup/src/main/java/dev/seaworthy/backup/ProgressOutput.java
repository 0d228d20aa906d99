package dev.seaworthy.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Tells now and then how much has passed. A thread that is interrupted writes no more. */
final class ProgressOutput extends FilterOutputStream {
    private static final long STEP = 16L * 1024 * 1024;

    private final LongConsumer progress;
    private long bytes;
    private long next = STEP;

    ProgressOutput(OutputStream out, LongConsumer progress) {
        super(out);
        this.progress = progress;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The thread that writes was interrupted");
        }
        out.write(source, offset, length);
        bytes += length;
        if (bytes >= next) {
            next = bytes + STEP;
            progress.accept(bytes);
        }
    }
}
