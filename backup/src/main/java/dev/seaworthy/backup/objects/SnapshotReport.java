package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A snapshot that exists. Immutable.
 *
 * @param id sorts by time
 * @param createdAt when it was begun; each object is as it was at some moment of the {@code duration} after
 * @param objects how many it has
 * @param bytes the sizes of its objects together
 * @param unchanged objects that are as they were in the snapshot before
 * @param added objects that the snapshot before did not have
 * @param changed objects that the snapshot before had otherwise
 * @param removed objects of the snapshot before that are gone
 * @param storedBytes how much it added to the store, compressed and encrypted
 * @param remarks what changed or vanished while it was made, by key; of many, the first 1,000
 * @param remarked how many those are
 */
public record SnapshotReport(
        String id,
        Instant createdAt,
        Duration duration,
        long objects,
        long bytes,
        long unchanged,
        long added,
        long changed,
        long removed,
        long storedBytes,
        List<Remark> remarks,
        long remarked) {
    public SnapshotReport {
        remarks = List.copyOf(remarks);
    }

    static SnapshotReport of(Snapshot snapshot) {
        return new SnapshotReport(
                snapshot.id(),
                snapshot.createdAt(),
                snapshot.duration(),
                snapshot.objects(),
                snapshot.bytes(),
                snapshot.changes().unchanged(),
                snapshot.changes().added(),
                snapshot.changes().changed(),
                snapshot.changes().removed(),
                snapshot.storedBytes(),
                snapshot.remarks(),
                snapshot.remarked());
    }
}
