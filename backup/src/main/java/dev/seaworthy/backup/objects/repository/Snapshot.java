package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All objects of a bucket at a time. Immutable.
 *
 * @param segments in the order of their ranges, which follow one another from the first key to the last
 * @param changes against the newest snapshot when it was begun
 * @param remarks what changed or vanished while it was made; only the first of them if they are many
 * @param remarked how many those are
 * @param storedBytes how much this run has added to the store
 * @param recipients the public keys whose private keys open the contents, any one of them; none if they are not sealed
 */
public record Snapshot(
        String id,
        Instant createdAt,
        Duration duration,
        List<SegmentRef> segments,
        Changes changes,
        List<Remark> remarks,
        long remarked,
        long storedBytes,
        List<String> recipients) {
    public Snapshot {
        segments = List.copyOf(segments);
        remarks = List.copyOf(remarks);
        recipients = List.copyOf(recipients);
        Part.requireWhole(KeyRange.ALL, segments);
    }

    /** One that does not tell what has changed. */
    public Snapshot(
            String id,
            Instant createdAt,
            Duration duration,
            List<SegmentRef> segments,
            List<Remark> remarks,
            long remarked,
            long storedBytes,
            List<String> recipients) {
        this(id, createdAt, duration, segments, Changes.NONE, remarks, remarked, storedBytes, recipients);
    }

    /** One of all keys. */
    public static Snapshot of(String id, Instant createdAt, Duration duration, Part all, List<String> recipients) {
        return new Snapshot(
                id,
                createdAt,
                duration,
                all.segments(),
                all.changes(),
                all.remarks(),
                all.remarked(),
                all.storedBytes(),
                recipients);
    }

    /** All of it. */
    Part all() {
        return new Part(KeyRange.ALL, segments, changes, remarks, remarked, storedBytes);
    }

    public long objects() {
        return segments.stream().mapToLong(SegmentRef::objects).sum();
    }

    /** The sizes of its objects together. */
    public long bytes() {
        return segments.stream().mapToLong(SegmentRef::bytes).sum();
    }
}
