package dev.seaworthy.backup.content;

import dev.seaworthy.backup.store.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A content, fetched and opened. It shows its end only once all stored bytes are those that were stored. */
public final class VerifiedContent extends FilterInputStream {
    private final StoredStream stored;
    private final Runnable atEnd;

    private VerifiedContent(StoredStream stored, InputStream plain, Runnable atEnd) {
        super(plain);
        this.stored = stored;
        this.atEnd = atEnd;
    }

    /**
     * Fetches a content.
     *
     * @param opener makes plain what is stored, as {@link dev.seaworthy.backup.encryption.Sealing#open} does
     * @param atEnd is run whenever it shows its end
     */
    public static VerifiedContent open(ObjectStore store, Content content, Opener opener, Runnable atEnd)
            throws IOException {
        StoredStream stored = new StoredStream(store, content.objects());
        boolean opened = false;
        try {
            VerifiedContent verified = new VerifiedContent(stored, opener.open(stored), atEnd);
            opened = true;
            return verified;
        } finally {
            if (!opened) {
                stored.close();
            }
        }
    }

    /** Makes plain what is stored. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(InputStream stored) throws IOException;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** What follows the end of the plain content must be read too, for at its end it is verified. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
            stored.transferTo(OutputStream.nullOutputStream());
            atEnd.run();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        try (stored) {
            in.close();
        }
    }
}
