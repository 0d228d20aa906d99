package dev.seaworthy.backup.content;

import dev.seaworthy.backup.store.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stored object, and fails at its end if it is not what was stored; a read that fails is a failure of the
 * store, and of nothing above.
 */
final class MeasuredInput extends FilterInputStream {
    private final MessageDigest sha256 = Sha256.create();
    private final ContentObject object;
    private long bytes;
    private boolean ended;

    MeasuredInput(InputStream in, ContentObject object) {
        super(in);
        this.object = object;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int count = readSome(target, offset, length);
        if (count < 0 && !ended) {
            ended = true;
            requireStored();
        } else if (count > 0) {
            sha256.update(target, offset, count);
            bytes += count;
        }
        return count;
    }

    private int readSome(byte[] target, int offset, int length) {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw failed("Could not read " + object.key() + ": " + e.getMessage(), e);
        }
    }

    private void requireStored() {
        Measure read = new Measure(bytes, HexFormat.of().formatHex(sha256.digest()));
        if (read.bytes() != object.stored().bytes()) {
            throw failed(
                    "Object " + object.key() + " is not what the backup stored: it has " + read.bytes()
                            + " bytes, and had " + object.stored().bytes(),
                    null);
        }
        if (!read.equals(object.stored())) {
            throw failed("Object " + object.key() + " is not what the backup stored: its SHA-256 differs", null);
        }
    }

    private StoreException failed(String message, @Nullable Throwable cause) {
        return new StoreException(object.key(), message, cause);
    }
}
