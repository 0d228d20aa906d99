package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Written;
import java.io.IOException;
import java.io.OutputStream;

/** A pack on its way into the store; nobody sees it before the commit. One thread at a time. */
public final class PackWriter implements AutoCloseable {
    private final ContentWriter writer;
    private final OutputStream stream;
    private final TarWriter tar;
    private long bytes;

    PackWriter(ContentWriter writer) {
        this.writer = writer;
        this.stream = writer.stream();
        this.tar = new TarWriter(stream);
    }

    /** Adds a content, the first {@code length} of these bytes. */
    public void add(String id, byte[] content, int length) throws IOException {
        tar.add(id, content, length);
        bytes += length;
    }

    /** The sizes of its contents together. */
    public long bytes() {
        return bytes;
    }

    /** Makes it visible, whole. */
    public StoredContent commit() throws IOException {
        tar.end();
        stream.close();
        return new StoredContent(writer.commit(new Written()));
    }

    /** Ends it. Without a commit before, all that was sent is discarded. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
