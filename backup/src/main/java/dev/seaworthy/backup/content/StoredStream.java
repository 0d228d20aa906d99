package dev.seaworthy.backup.content;

import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored bytes of a content, one object after the other, each opened when it is its turn. At the end of each it
 * fails with a {@link dev.seaworthy.backup.store.StoreException} if that is not what was stored. A thread that is
 * interrupted reads no more.
 */
public final class StoredStream extends InputStream {
    private final ObjectStore store;
    private final Iterator<ContentObject> rest;
    private @Nullable MeasuredInput current;

    public StoredStream(ObjectStore store, List<ContentObject> objects) {
        this.store = store;
        this.rest = List.copyOf(objects).iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The thread that reads was interrupted");
        }
        int count = current == null ? -1 : current.read(target, offset, length);
        while (count < 0 && rest.hasNext()) {
            close();
            ContentObject next = rest.next();
            MeasuredInput opened = new MeasuredInput(store.open(next.key()), next);
            current = opened;
            count = opened.read(target, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
