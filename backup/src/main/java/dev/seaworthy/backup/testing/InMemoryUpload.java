package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Content on its way into an {@link InMemoryObjectStore}. */
final class InMemoryUpload implements Upload {
    private final InMemoryObjectStore store;
    private final String key;
    private final Instant begun;
    private final Content content = new Content();
    private boolean ended;

    InMemoryUpload(InMemoryObjectStore store, String key, Instant begun) {
        this.store = store;
        this.key = key;
        this.begun = begun;
    }

    boolean isOf(String prefix, Instant begunBefore) {
        return key.startsWith(prefix) && begun.isBefore(begunBefore);
    }

    @Override
    public OutputStream stream() {
        return content;
    }

    @Override
    public void commit() {
        if (ended || !content.closed || content.torn) {
            throw new IllegalStateException("commit() comes once, after the stream was closed and before close()");
        }
        if (!store.isUnderWay(this)) {
            throw new StoreException(key, "Could not commit " + key + ": its upload was discarded", null);
        }
        store.put(key, content.bytes.toByteArray());
        store.end(this);
        ended = true;
    }

    @Override
    public void close() {
        ended = true;
        store.end(this);
        content.close();
    }

    private final class Content extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean closed;
        private boolean torn;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            boolean wasTorn = torn;
            torn = true;
            store.attempt(Operation.WRITE, key);
            if (closed) {
                throw new IOException("This upload has ended");
            }
            torn = wasTorn;
            bytes.write(source, offset, length);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
