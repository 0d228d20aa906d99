package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.List;
import java.util.Objects;

/**
 * All objects in a range of keys, of a snapshot to be. Immutable.
 *
 * @param segments in the order of their ranges, which follow one another from the first key of the range to the last
 * @param changes against the snapshot before
 * @param remarks what changed or vanished while it was made; only the first of them if they are many
 * @param remarked how many those are
 * @param storedBytes how much was added to the store for it
 */
public record Part(
        KeyRange range,
        List<SegmentRef> segments,
        Changes changes,
        List<Remark> remarks,
        long remarked,
        long storedBytes) {
    public Part {
        Objects.requireNonNull(changes, "changes");
        segments = List.copyOf(segments);
        remarks = List.copyOf(remarks);
        requireWhole(range, segments);
    }

    static void requireWhole(KeyRange range, List<SegmentRef> segments) {
        String after = range.after();
        boolean ended = false;
        for (SegmentRef segment : segments) {
            if (ended || !segment.range().after().equals(after)) {
                throw new IllegalArgumentException("its segments leave keys out, or have them twice");
            }
            ended = segment.range().through().equals(range.through());
            after = segment.range().through().orElse(after);
        }
        if (!ended) {
            throw new IllegalArgumentException("its segments end before the last key");
        }
    }

    public long objects() {
        return segments.stream().mapToLong(SegmentRef::objects).sum();
    }

    /** The sizes of its objects together. */
    public long bytes() {
        return segments.stream().mapToLong(SegmentRef::bytes).sum();
    }
}
