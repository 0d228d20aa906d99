package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A content that must be the one of an id. Its last byte is given only once all of it is known to be: who takes so many
 * bytes and asks for no end is as safe. One thread at a time.
 */
final class CheckedContent extends FilterInputStream {
    private final Mac mac;
    private final String key;
    private final String id;
    private final long bytes;
    private long count;
    private boolean checked;
    private @Nullable Exception failure;

    CheckedContent(InputStream content, Mac mac, String key, String id, long bytes) {
        super(content);
        this.mac = mac;
        this.key = key;
        this.id = id;
        this.bytes = bytes;
    }

    static CheckedContent of(Entry entry, ContentIds ids, InputStream content) {
        return new CheckedContent(
                content,
                ids.begin(),
                entry.object().key(),
                entry.content(),
                entry.object().bytes());
    }

    /** Why a read has failed, if one has. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return readSome(target, offset, length);
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private int readSome(byte[] target, int offset, int length) throws IOException {
        if (checked || length == 0) {
            return checked ? -1 : 0;
        }
        int read = count == bytes ? 0 : in.read(target, offset, (int) Math.min(length, bytes - count));
        if (read < 0) {
            throw new EOFException("The content of " + key + " ended at byte " + count + " of " + bytes);
        }
        mac.update(target, offset, read);
        count += read;
        if (count == bytes) {
            check();
        }
        return read == 0 ? -1 : read;
    }

    private void check() throws IOException {
        if (in.read() >= 0) {
            throw new IOException("The content of " + key + " is longer than its " + bytes + " bytes");
        }
        if (!ContentIds.end(mac).equals(id)) {
            throw new IOException("The content of " + key + " is not what was backed up: its id differs");
        }
        checked = true;
    }

    @Override
    public long skip(long wanted) throws IOException {
        return readNBytes((int) Math.min(wanted, 64 * 1024)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
