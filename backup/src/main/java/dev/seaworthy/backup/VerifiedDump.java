package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.StoredStream;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A dump, fetched and opened. It shows its end only once all stored bytes are those that the backup stored. */
final class VerifiedDump extends FilterInputStream {
    private final StoredStream stored;
    private final Runnable atEnd;

    private VerifiedDump(StoredStream stored, InputStream plain, Runnable atEnd) {
        super(plain);
        this.stored = stored;
        this.atEnd = atEnd;
    }

    /** Runs {@code atEnd} whenever it shows its end. */
    static VerifiedDump open(ObjectStore store, Content content, Identity identity, Runnable atEnd) throws IOException {
        StoredStream stored = new StoredStream(store, content.objects());
        boolean opened = false;
        try {
            VerifiedDump dump = new VerifiedDump(stored, Sealing.open(stored, identity), atEnd);
            opened = true;
            return dump;
        } finally {
            if (!opened) {
                stored.close();
            }
        }
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
