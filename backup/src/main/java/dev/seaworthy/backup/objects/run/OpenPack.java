package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.PackWriter;
import dev.seaworthy.backup.objects.repository.StoredContent;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A pack that is being filled or stored; it holds a permit until it has ended. One thread at a time. */
final class OpenPack implements AutoCloseable {
    /** Large enough to cost few requests, small enough to be read for one object. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final PackWriter writer;
    private final Semaphore permits;
    private final CompletableFuture<StoredContent> stored = new CompletableFuture<>();
    private boolean ended;

    OpenPack(PackWriter writer, Semaphore permits) {
        this.writer = writer;
        this.permits = permits;
    }

    void add(String id, byte[] content, int length) throws IOException {
        writer.add(id, content, length);
    }

    boolean isFull() {
        return writer.bytes() >= MOST_BYTES;
    }

    /** Itself, once it is stored. */
    CompletableFuture<StoredContent> stored() {
        return stored;
    }

    StoredContent commit() throws IOException {
        try {
            StoredContent content = writer.commit();
            stored.complete(content);
            return content;
        } catch (IOException | RuntimeException | Error e) {
            stored.completeExceptionally(e);
            throw e;
        } finally {
            close();
        }
    }

    /** Ends it. Without a commit before, all that was sent is discarded. */
    @Override
    public synchronized void close() throws IOException {
        if (!ended) {
            ended = true;
            try {
                writer.close();
            } finally {
                permits.release();
            }
        }
    }
}
