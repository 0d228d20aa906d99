package dev.seaworthy.backup;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A dump, fetched and opened. It shows its end only once all stored bytes are those that the backup stored. */
final class VerifiedDump extends FilterInputStream {
    private final Manifest manifest;
    private final MeasuredInput stored;
    private boolean verified;

    private VerifiedDump(Manifest manifest, MeasuredInput stored, InputStream plain) {
        super(plain);
        this.manifest = manifest;
        this.stored = stored;
    }

    static VerifiedDump open(ObjectStore store, Manifest manifest, Identity identity) throws IOException {
        MeasuredInput stored = new MeasuredInput(store.open(manifest.dumpKey()), manifest.dumpKey());
        boolean opened = false;
        try {
            VerifiedDump dump = new VerifiedDump(manifest, stored, Sealing.open(stored, identity));
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

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0 && !verified) {
            verify();
            verified = true;
        }
        return count;
    }

    private void verify() throws IOException {
        stored.transferTo(OutputStream.nullOutputStream());
        if (!stored.sha256().equals(manifest.sha256())) {
            throw new StoreException(
                    manifest.dumpKey(),
                    "Object " + manifest.dumpKey() + " is not what the backup stored: its SHA-256 differs",
                    null);
        }
    }

    /** Reads what a restore has left unread, where the proofs of the formats are. */
    void readToEnd() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        try (stored) {
            in.close();
        }
    }
}
