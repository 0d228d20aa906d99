package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Segments;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.store.StoreException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The segments of one snapshot, as far as they can be read. */
final class ReadableSegments {
    private final Segments segments;
    private final String id;
    private final BiConsumer<SegmentRef, String> damaged;

    /**
     * Those of the snapshot of an id.
     *
     * @param damaged is told which cannot be read, and why
     */
    ReadableSegments(Segments segments, String id, BiConsumer<SegmentRef, String> damaged) {
        this.segments = segments;
        this.id = id;
        this.damaged = damaged;
    }

    /** @throws SnapshotException if the thread was interrupted, which is no damage */
    Optional<Segment> read(SegmentRef ref) {
        try {
            return Optional.of(segments.read(ref));
        } catch (StoreException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new SnapshotException(
                        id, "The reading of snapshot " + id + " was broken off: the thread was interrupted", e);
            }
            damaged.accept(ref, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
