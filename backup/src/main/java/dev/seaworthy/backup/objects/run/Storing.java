package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.StoredContent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a run stores, each content once. Safe for use by many threads. */
final class Storing implements AutoCloseable {
    /** One that is filled, and one that is stored meanwhile. */
    private static final int PACKS = 2;

    private final Repository repository;
    private final String run;
    private final KnownContents known;
    private final Semaphore packs = new Semaphore(PACKS);
    private final Set<OpenPack> open = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<StoredContent>> fresh = new HashMap<>();
    private final AtomicLong numbers;
    private final LongAdder storedBytes = new LongAdder();
    private @Nullable OpenPack current;

    /** @param numbers after which those of its contents begin */
    Storing(Repository repository, String run, long numbers, KnownContents known) {
        this.repository = repository;
        this.run = run;
        this.numbers = new AtomicLong(numbers);
        this.known = known;
    }

    /** Stores a content together with others, unless it is known. */
    CompletableFuture<StoredContent> small(String id, byte[] content, int length) throws IOException {
        OpenPack pack;
        boolean isFull;
        synchronized (this) {
            Optional<CompletableFuture<StoredContent>> there = find(id);
            if (there.isPresent()) {
                return there.get();
            }
            pack = current == null ? begin() : current;
            current = pack;
            pack.add(id, content, length);
            fresh.put(id, pack.stored());
            isFull = pack.isFull();
            if (isFull) {
                current = null;
            }
        }
        if (isFull) {
            commit(pack);
        }
        return pack.stored();
    }

    private Optional<CompletableFuture<StoredContent>> find(String id) throws IOException {
        CompletableFuture<StoredContent> own = fresh.get(id);
        return own == null ? known.find(id).map(CompletableFuture::completedFuture) : Optional.of(own);
    }

    /** Waits, with all who would store, until there is room; who ends a pack needs no lock for it. */
    private OpenPack begin() throws IOException {
        Workers.acquire(packs);
        boolean begun = false;
        try {
            OpenPack pack = new OpenPack(repository.contents().pack(run, numbers.incrementAndGet()), packs);
            open.add(pack);
            begun = true;
            return pack;
        } finally {
            if (!begun) {
                packs.release();
            }
        }
    }

    private void commit(OpenPack pack) throws IOException {
        storedBytes.add(pack.commit().content().storedBytes());
        open.remove(pack);
    }

    /** Stores the pack that is being filled, if there is one. */
    void endPack() throws IOException {
        OpenPack pack;
        synchronized (this) {
            pack = current;
            current = null;
        }
        if (pack != null) {
            commit(pack);
        }
    }

    /** Begins a content of its own, to be written, ended and closed by the caller. */
    ContentWriter beginLarge() throws IOException {
        return repository.contents().single(run, numbers.incrementAndGet());
    }

    /** Stores what was written, unless it is known. */
    CompletableFuture<StoredContent> large(String id, ContentWriter writer) throws IOException {
        CompletableFuture<StoredContent> stored = new CompletableFuture<>();
        synchronized (this) {
            Optional<CompletableFuture<StoredContent>> there = find(id);
            if (there.isPresent()) {
                return there.get();
            }
            fresh.put(id, stored);
        }
        try {
            StoredContent content = new StoredContent(writer.commit(new Written()));
            storedBytes.add(content.content().storedBytes());
            stored.complete(content);
            return stored;
        } catch (IOException | RuntimeException | Error e) {
            stored.completeExceptionally(e);
            throw e;
        }
    }

    /** Stores a segment, after which its contents are known by it. */
    SegmentRef segment(long number, Segment segment) throws IOException {
        SegmentRef stored = repository.segments().write(run, number, segment);
        storedBytes.add(stored.content().storedBytes());
        known.add(stored, segment);
        synchronized (this) {
            segment.entries().forEach(entry -> fresh.remove(entry.content()));
        }
        return stored;
    }

    long storedBytes() {
        return storedBytes.sum();
    }

    /** Ends all packs; what was not stored is discarded. After all threads have ended. */
    @Override
    public void close() throws IOException {
        for (OpenPack pack : open) {
            pack.close();
        }
    }
}
