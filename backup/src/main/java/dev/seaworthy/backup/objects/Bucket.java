package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.run.BucketRun;
import dev.seaworthy.backup.objects.run.Deadline;
import dev.seaworthy.backup.objects.run.Limits;
import dev.seaworthy.backup.objects.run.Progress;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bucket and how it is backed up. Safe for use by many threads.
 *
 * @param streams for the large objects of all runs of this process
 */
record Bucket(
        String name,
        ObjectSource source,
        Repository repository,
        ContentIds contentIds,
        Limits limits,
        Semaphore streams,
        BucketListener listener,
        TimeIds ids,
        Duration abandonedAfter,
        Duration timeout,
        InstantSource clock,
        LongSupplier ticker) {
    private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);

    BucketRun run(Progress progress) {
        return new BucketRun(repository, source, contentIds, limits, streams, progress);
    }

    /** The time that a run has which begins now. */
    Deadline deadline() {
        return new Deadline(clock, ticker, timeout);
    }

    /** Whether the time is over of a run that began then, by the clock here. */
    boolean isOver(Instant begun) {
        return !begun.plus(timeout).isAfter(clock.instant());
    }

    /** Whether what was begun then counts as killed. */
    boolean isAbandoned(Instant begun) {
        return begun.plus(abandonedAfter).isBefore(clock.instant());
    }

    /** What killed runs have left, as far as the store lets it; a later run tries again. */
    void discardUploads() {
        Instant begunBefore = clock.instant().minus(abandonedAfter);
        try {
            int uploads = repository.store().discardUploads(repository.layout().folder(), begunBefore);
            if (uploads > 0) {
                LOG.info("Discarded {} uploads that runs before {} left behind", uploads, begunBefore);
            }
        } catch (StoreException e) {
            LOG.warn("Could not discard what killed runs have left; the next run tries again", e);
        }
    }

    /** Tells that a snapshot exists. */
    void made(SnapshotReport report) {
        listener.happened(new BucketEvent.Made(name, report));
        leaveRecipe();
    }

    private void leaveRecipe() {
        try {
            repository.writeRecipe();
        } catch (StoreException | IOException e) {
            LOG.warn(
                    "Could not write beside the snapshots of {} how to restore them; the next run tries again",
                    name,
                    e);
        }
    }
}
