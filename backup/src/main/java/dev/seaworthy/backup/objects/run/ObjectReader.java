package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads objects of the source and has them stored. Safe for use by many threads. */
final class ObjectReader {
    /**
     * Up to here a content shares a pack with others, and is in memory as a whole: sixteen at once are 16 MiB, and what
     * is larger is worth the requests of its own.
     */
    static final int SMALL = 1024 * 1024;

    /** Of an object that changes while it is read. */
    private static final int READS = 3;

    private static final int BUFFER = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(ObjectReader.class);

    private final ObjectSource source;
    private final ContentIds ids;
    private final Storing storing;
    private final Semaphore streams;
    private final Workers workers;
    private final Counts counts;
    private final Remarks remarks;
    private final Progress progress;

    ObjectReader(
            ObjectSource source,
            ContentIds ids,
            Storing storing,
            Semaphore streams,
            Workers workers,
            Counts counts,
            Remarks remarks,
            Progress progress) {
        this.source = source;
        this.ids = ids;
        this.storing = storing;
        this.streams = streams;
        this.workers = workers;
        this.counts = counts;
        this.remarks = remarks;
        this.progress = progress;
    }

    /**
     * What an object is at this moment; nothing if it is gone.
     *
     * @param before what the newest snapshot had of it
     */
    Optional<Found> read(SourceObject listed, Optional<Entry> before) throws IOException {
        Optional<Found> found =
                listed.bytes() > SMALL ? withStream(() -> attempt(listed.key(), true)) : attempt(listed.key(), false);
        if (found.isEmpty()) {
            counts.vanished(before);
            remarks.add(listed.key(), Remark.Kind.VANISHED);
        } else {
            counts.found(before, found.get().object());
            if (!found.get().object().equals(listed)) {
                remarks.add(listed.key(), Remark.Kind.CHANGED);
            }
        }
        progress.done();
        return found;
    }

    /** Waits for a stream first: an open object may not wait long. */
    private <T> T withStream(Reading<T> reading) throws IOException {
        Workers.acquire(streams);
        try {
            return reading.run();
        } finally {
            streams.release();
        }
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private Optional<Found> attempt(String key, boolean hasStream) throws IOException {
        int reads = 0;
        while (true) {
            try {
                return once(key, hasStream);
            } catch (TornReadException e) {
                reads++;
                Workers.requireNotInterrupted();
                if (reads == READS) {
                    throw unreadable(key, e);
                }
            }
        }
    }

    private static StoreException unreadable(String key, Exception cause) {
        return new StoreException(
                key,
                "Object " + key.replaceAll("\\p{Cntrl}", "?") + " of the source could not be read: "
                        + cause.getMessage(),
                cause);
    }

    private Optional<Found> once(String key, boolean hasStream) throws IOException {
        Optional<ObjectContent> opened = open(key);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        ObjectContent content = opened.get();
        try {
            if (content.object().bytes() <= SMALL) {
                return Optional.of(small(content));
            }
            return Optional.of(hasStream ? large(content) : withStream(() -> large(content)));
        } finally {
            close(content);
        }
    }

    private Optional<ObjectContent> open(String key) {
        try {
            return Optional.of(source.open(key));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (StoreException e) {
            throw unreadable(key, e);
        }
    }

    /** What was read to its end is whole, whatever comes after; what was not has failed by itself. */
    private static void close(ObjectContent content) {
        try {
            content.close();
        } catch (IOException | StoreException e) {
            LOG.debug(
                    "Object {} could not be closed after it was read",
                    content.object().key(),
                    e);
        }
    }

    private Found small(ObjectContent content) throws IOException {
        byte[] bytes = new byte[(int) content.object().bytes() + 1];
        int length = 0;
        int count = read(content, bytes, 0);
        while (count > 0) {
            length += count;
            count = length < bytes.length ? read(content, bytes, length) : 0;
        }
        requireWhole(content, length);
        progress.passed(length, true);
        String id = ids.of(bytes, length);
        return found(content, id, storing.small(id, bytes, length));
    }

    private Found large(ObjectContent content) throws IOException {
        try (ContentWriter writer = storing.beginLarge()) {
            Mac mac = ids.begin();
            try (OutputStream out = writer.stream()) {
                copy(content, mac, out);
            }
            String id = ContentIds.end(mac);
            return found(content, id, storing.large(id, writer));
        }
    }

    private void copy(ObjectContent content, Mac mac, OutputStream out) throws IOException {
        byte[] bytes = new byte[BUFFER];
        long length = 0;
        int count = read(content, bytes, 0);
        while (count >= 0) {
            workers.requireNoFailure();
            mac.update(bytes, 0, count);
            out.write(bytes, 0, count);
            length += count;
            progress.passed(count, true);
            count = read(content, bytes, 0);
        }
        requireWhole(content, length);
    }

    private static int read(ObjectContent content, byte[] bytes, int offset) throws IOException {
        try {
            return content.read(bytes, offset, bytes.length - offset);
        } catch (IOException | StoreException e) {
            throw new TornReadException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireWhole(ObjectContent content, long length) throws TornReadException {
        if (length != content.object().bytes()) {
            throw new TornReadException(
                    "it has another size than it says, " + content.object().bytes() + " bytes");
        }
    }

    private static Found found(ObjectContent content, String id, CompletableFuture<StoredContent> stored) {
        return new Found(content.object(), content.metadata(), id, stored);
    }
}
