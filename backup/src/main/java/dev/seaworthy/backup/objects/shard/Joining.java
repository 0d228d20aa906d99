package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.objects.repository.Changes;
import dev.seaworthy.backup.objects.repository.Part;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.run.Deadline;
import dev.seaworthy.backup.objects.run.Publishing;
import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a backup by many nodes: whoever ends its last shard makes the snapshot of the parts of all. Safe for use
 * by many threads, and by several nodes at once.
 */
public final class Joining {
    /** As a run without shards keeps. */
    private static final int MOST_REMARKS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private final Repository repository;
    private final SharedRuns runs;

    public Joining(Repository repository, SharedRuns runs) {
        this.repository = repository;
        this.runs = runs;
    }

    /**
     * Makes the snapshot if all shards have ended; nothing if they have not, or another node makes it.
     *
     * @throws IOException if the time is over
     */
    public Optional<Snapshot> join(Plan plan, Deadline deadline) throws IOException {
        Optional<Part> all = all(plan);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<Snapshot> made = publish(plan, all.get(), deadline);
        if (exists(plan)) {
            discard(plan);
        }
        return made;
    }

    /** Whether the snapshot of a plan is there; another node that makes it may not have ended, or not in time. */
    public boolean exists(Plan plan) {
        return repository.snapshots().keys().containsKey(plan.id());
    }

    private Optional<Snapshot> publish(Plan plan, Part all, Deadline deadline) throws IOException {
        try {
            return Optional.of(new Publishing(repository).publish(plan.id(), all, deadline));
        } catch (ObjectExistsException e) {
            LOG.debug(
                    "Another node makes snapshot {} of {}",
                    plan.id(),
                    repository.layout().name(),
                    e);
            return Optional.empty();
        }
    }

    private Optional<Part> all(Plan plan) {
        if (runs.standing(plan.id()).missing(plan).findAny().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(joined(IntStream.range(0, plan.shards())
                    .mapToObj(shard -> runs.part(plan, shard))
                    .toList()));
        } catch (MissingObjectException e) {
            if (runs.plan(plan.id()).isEmpty()) {
                return Optional.empty(); // another node has made the snapshot, and has cleaned up
            }
            throw e;
        }
    }

    private static Part joined(List<Part> parts) {
        List<SegmentRef> segments = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        for (Part part : parts) {
            segments.addAll(part.segments());
            remarks.addAll(part.remarks());
        }
        return new Part(
                KeyRange.ALL,
                segments,
                new Changes(
                        sum(parts, part -> part.changes().unchanged()),
                        sum(parts, part -> part.changes().added()),
                        sum(parts, part -> part.changes().changed()),
                        sum(parts, part -> part.changes().removed())),
                remarks.subList(0, Math.min(remarks.size(), MOST_REMARKS)),
                sum(parts, Part::remarked),
                sum(parts, Part::storedBytes));
    }

    private static long sum(List<Part> parts, ToLongFunction<Part> what) {
        return parts.stream().mapToLong(what).sum();
    }

    private void discard(Plan plan) {
        try {
            runs.delete(plan.id());
        } catch (StoreException e) {
            LOG.warn("The plan of snapshot {}, which exists, could not be deleted; a later backup does", plan.id(), e);
        }
    }
}
