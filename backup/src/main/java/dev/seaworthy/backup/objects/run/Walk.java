package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The way along the keys, which compares what is listed with what was. One thread at a time. */
final class Walk {
    private final Workers workers;
    private final Listing listing;
    private final List<UnfinishedRun> unfinished;
    private final ObjectReader reader;
    private final SegmentLine line;
    private final Counts counts;
    private final Progress progress;
    private final Semaphore large;

    /** @param mostLarge objects that wait or are under way, so that small ones pass them by */
    Walk(
            Workers workers,
            Listing listing,
            List<UnfinishedRun> unfinished,
            ObjectReader reader,
            SegmentLine line,
            Counts counts,
            Progress progress,
            int mostLarge) {
        this.workers = workers;
        this.listing = listing;
        this.unfinished = unfinished;
        this.reader = reader;
        this.line = line;
        this.counts = counts;
        this.progress = progress;
        this.large = new Semaphore(mostLarge);
    }

    /** A range of which there is no snapshot. */
    void first(KeyRange range, SegmentCursor none) throws IOException {
        compare(range, none, true);
        line.end(range);
    }

    /**
     * A range of which there is a segment.
     *
     * @param whole the segment of this very range, if it may be referred to: it is carried over if nothing has changed
     */
    void range(KeyRange range, SegmentCursor before, Optional<SegmentRef> whole) throws IOException {
        boolean alone = line.isAt(range);
        boolean same = compare(range, before, false);
        if (alone && same && whole.isPresent()) {
            line.carryOver(whole.get());
        } else {
            line.end(range);
        }
    }

    /** Whether all is as it was. */
    private boolean compare(KeyRange range, SegmentCursor before, boolean isNew) throws IOException {
        boolean same = true;
        @Nullable SourceObject object = next(range);
        while (object != null) {
            Optional<Entry> entry = before.at(object.key());
            Optional<Kept> kept = Optional.empty();
            if (entry.isPresent()) {
                kept = before.keep(entry.get(), object);
            }
            same &= kept.isPresent();
            add(object, entry, kept, isNew);
            object = next(range);
        }
        long removed = before.passed(true);
        counts.removed(removed);
        return same && removed == 0;
    }

    private @Nullable SourceObject next(KeyRange range) throws IOException {
        workers.requireNoFailure();
        return listing.next(range).orElse(null);
    }

    private void add(SourceObject object, Optional<Entry> before, Optional<Kept> same, boolean isNew)
            throws IOException {
        Optional<Kept> kept = same.isPresent() ? same : findUnfinished(object);
        if (kept.isPresent()) {
            counts.found(before, object);
            progress.passed(object.bytes(), false);
            progress.done();
            line.add(Draft.of(kept.get()), 0, isNew);
        } else {
            line.add(read(object, before), object.bytes(), isNew);
        }
    }

    private Optional<Kept> findUnfinished(SourceObject object) throws IOException {
        for (UnfinishedRun run : unfinished) {
            Optional<Kept> kept = run.find(object);
            if (kept.isPresent()) {
                return kept;
            }
        }
        return Optional.empty();
    }

    private Draft read(SourceObject object, Optional<Entry> before) throws IOException {
        boolean isLarge = object.bytes() > ObjectReader.SMALL;
        if (isLarge) {
            Workers.acquire(large);
        }
        CompletableFuture<Optional<Found>> found = workers.submit(() -> reader.read(object, before));
        return new Draft(object.key(), isLarge ? found.whenComplete((read, failure) -> large.release()) : found);
    }
}
