package dev.seaworthy.backup;

import dev.seaworthy.backup.store.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes what is read of a stored object; a read that fails is a failure of the store, and of nothing above. */
final class MeasuredInput extends FilterInputStream {
    private final MessageDigest sha256 = Sha256.create();
    private final String key;

    MeasuredInput(InputStream in, String key) {
        super(in);
        this.key = key;
    }

    /** In hexadecimal digits; to be called once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            int count = in.read(bytes, offset, length);
            sha256.update(bytes, offset, Math.max(0, count));
            return count;
        } catch (IOException e) {
            throw new StoreException(key, "Could not read " + key + ": " + e.getMessage(), e);
        }
    }
}
