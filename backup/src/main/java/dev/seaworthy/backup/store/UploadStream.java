package dev.seaworthy.backup.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The content of an upload, which must have been closed, and so be whole, before a commit. It is never whole once a
 * write has failed, even if whoever wrote goes on as if nothing had happened.
 */
final class UploadStream extends FilterOutputStream {
    private boolean closed;
    private boolean torn;
    private boolean whole;

    UploadStream(OutputStream content) {
        super(content);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("This upload has ended");
        }
        boolean wasTorn = torn;
        torn = true;
        out.write(bytes, offset, length);
        torn = wasTorn;
    }

    /** For an interrupted thread too, since a request that is broken off may have begun what nobody then ends. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            boolean interrupted = Thread.interrupted();
            try {
                out.close();
                whole = !torn;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    void requireEnded(boolean ended) {
        if (ended || !whole) {
            throw new IllegalStateException("commit() comes once, after the stream was closed and before close()");
        }
    }
}
