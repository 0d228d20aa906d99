package dev.seaworthy.backup.objects.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file's content, at whose end the file must be what it was at the beginning. */
final class UnchangedFile extends InputStream {
    private final SourceObject before;
    private final Path file;
    private final InputStream in;
    private long count;

    UnchangedFile(SourceObject before, Path file, InputStream content) {
        this.in = content;
        this.before = before;
        this.file = file;
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
        if (read < 0 && !isUnchanged()) {
            throw new IOException("File " + file + " was changed while it was read: read it anew");
        }
        return read;
    }

    private boolean isUnchanged() throws IOException {
        return count == before.bytes() && before.equals(DirectoryObjects.object(before.key(), file));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
