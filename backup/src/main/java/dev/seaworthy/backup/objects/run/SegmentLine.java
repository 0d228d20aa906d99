package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of a range of keys of a snapshot to be, in the order of their ranges: carried over, or cut from what is
 * added, and stored once all they name is. One thread at a time.
 */
final class SegmentLine {
    /** So that a kill costs no more than this has taken. */
    private static final long MOST_NEW_BYTES = 4L * 1024 * 1024 * 1024;

    /**
     * What is smaller goes on in the next range, so that segments do not crumble; half of what a full one is cut to.
     */
    private static final int LEAST_ENTRIES = Segment.MOST_ENTRIES / 4;

    /** Segments that wait for their objects: each has all its entries in memory. */
    private static final int MOST_WAITING = 2;

    private static final Logger LOG = LoggerFactory.getLogger(SegmentLine.class);

    private final Workers workers;
    private final Storing storing;
    private final KeyRange all;
    private final List<CompletableFuture<SegmentRef>> line = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private List<Draft> drafts = new ArrayList<>();
    private String after;
    private long newBytes;
    private long numbers;

    /**
     * Begins a line.
     *
     * @param all of its keys
     * @param numbers after which those of its segments begin
     */
    SegmentLine(Workers workers, Storing storing, KeyRange all, long numbers) {
        this.workers = workers;
        this.storing = storing;
        this.all = all;
        this.after = all.after();
        this.numbers = numbers;
    }

    private record Waiting(Piece piece, CompletableFuture<SegmentRef> stored) {}

    /** Whether the last segment ends where a range begins, and nothing was added since. */
    boolean isAt(KeyRange range) {
        return drafts.isEmpty() && after.equals(range.after());
    }

    /**
     * Adds an object.
     *
     * @param bytes that are read for it
     * @param isNew whether there is no segment of its range yet, so that what follows is likely as new; else there is
     *     room left in both halves of what has grown too large
     */
    void add(Draft draft, long bytes, boolean isNew) throws IOException {
        if (drafts.size() == Segment.MOST_ENTRIES) {
            cut(isNew ? Segment.MOST_ENTRIES : Segment.MOST_ENTRIES / 2);
        } else if (newBytes > MOST_NEW_BYTES) {
            cut(drafts.size());
        }
        drafts.add(draft);
        newBytes += bytes;
    }

    private void cut(int count) throws IOException {
        store(drafts.subList(0, count), Optional.of(drafts.get(count - 1).key()));
        drafts = new ArrayList<>(drafts.subList(count, drafts.size()));
        newBytes = 0;
    }

    /** Ends a range of which all was added. */
    void end(KeyRange range) throws IOException {
        if (drafts.size() >= LEAST_ENTRIES || range.through().equals(all.through())) {
            store(drafts, range.through());
            drafts = new ArrayList<>();
            newBytes = 0;
        }
    }

    /** Takes the segment that there is for what was added since the end of the last. */
    void carryOver(SegmentRef segment) {
        line.add(CompletableFuture.completedFuture(segment));
        after = segment.range().through().orElse("");
        drafts = new ArrayList<>();
    }

    private void store(List<Draft> some, Optional<String> through) throws IOException {
        Piece piece = new Piece(++numbers, new KeyRange(after, through), List.copyOf(some));
        CompletableFuture<SegmentRef> stored = piece.read()
                .thenCompose(read -> workers.start(() -> {
                    storing.endPack();
                    return true;
                }))
                .thenCompose(ended -> piece.stored())
                .thenCompose(all -> workers.start(() -> storing.segment(piece.number(), piece.segment())));
        line.add(stored);
        waiting.add(new Waiting(piece, stored));
        after = through.orElse("");
        while (waiting.size() > MOST_WAITING) {
            workers.resultOf(waiting.element().stored());
            waiting.remove();
        }
    }

    /** All segments, once they are stored. */
    List<SegmentRef> stored() throws IOException {
        List<SegmentRef> segments = new ArrayList<>();
        for (CompletableFuture<SegmentRef> segment : line) {
            segments.add(workers.resultOf(segment));
        }
        return segments;
    }

    /**
     * Stores what a run has read that has failed, for the next run to find; not all the objects of its range are in
     * such a segment, which no snapshot will name.
     */
    void salvage() {
        try {
            workers.settle();
            endPack();
            for (Waiting segment : waiting) {
                if (isLost(segment.stored())) {
                    salvage(segment.piece());
                }
            }
            if (!drafts.isEmpty()) {
                String last = drafts.get(drafts.size() - 1).key();
                salvage(new Piece(++numbers, new KeyRange(after, Optional.of(last)), drafts));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Some of what the failed run has read is read again by the next", e);
        }
    }

    /** If it cannot be stored, that loses what is in it alone. */
    private void endPack() throws IOException {
        try {
            storing.endPack();
        } catch (IOException | StoreException e) {
            Workers.requireNotInterrupted();
            LOG.debug("The pack of the failed run could not be stored", e);
        }
    }

    private static boolean isLost(CompletableFuture<SegmentRef> stored) {
        return stored.handle((segment, failure) -> failure != null).join();
    }

    private void salvage(Piece piece) throws IOException {
        Segment segment = piece.segment();
        if (!segment.entries().isEmpty()) {
            storing.segment(piece.number(), segment);
        }
    }
}
