package dev.seaworthy.backup.objects.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A content that must end at its size: a read fails that finds it shorter, or longer. It closes nothing. */
final class SizedContent extends InputStream {
    private final String key;
    private final long bytes;
    private final InputStream in;
    private long count;

    SizedContent(String key, long bytes, InputStream content) {
        this.in = content;
        this.key = key;
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        count += Math.max(0, read);
        if (count > bytes) {
            throw new IOException("The content of " + key + " is longer than its " + bytes + " bytes");
        }
        if (read < 0 && count < bytes) {
            throw new EOFException("The content of " + key + " ended at byte " + count + " of " + bytes);
        }
        return read;
    }

    /** Reads to the end, at which all of it must have been read. */
    void end() throws IOException {
        if (read() >= 0) {
            throw new IllegalStateException("The content of " + key + " goes on at byte " + count);
        }
    }
}
