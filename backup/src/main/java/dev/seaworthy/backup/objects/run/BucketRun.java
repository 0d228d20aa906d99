package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.KeyCheck;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backup of a bucket. It refers to no content that was condemned when it began, and makes no snapshot after its
 * deadline. It ends with all its threads; what it has stored stays. Safe for use by many threads.
 */
public final class BucketRun {
    /** Of whose segments one each is in memory; what older ones have read, those found in theirs. */
    private static final int MOST_UNFINISHED = 2;

    private static final Logger LOG = LoggerFactory.getLogger(BucketRun.class);

    private final Repository repository;
    private final ObjectSource source;
    private final ContentIds ids;
    private final Limits limits;
    private final Progress progress;

    public BucketRun(Repository repository, ObjectSource source, ContentIds ids, Limits limits, Progress progress) {
        this.repository = repository;
        this.source = source;
        this.ids = ids;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Makes a snapshot.
     *
     * @throws StoreException if source or store fail; of the source, it names the object
     * @throws IOException if the time is over, or the thread was interrupted
     */
    public Snapshot run(String id, Deadline deadline) throws IOException {
        KeyCheck.require(repository, ids);
        Optional<Snapshot> newest = repository.snapshots().readable().findFirst();
        progress.expected(
                newest.map(Snapshot::objects).orElse(0L),
                newest.map(Snapshot::bytes).orElse(0L));
        Present present = Present.in(repository);
        List<String> unfinished = present.segmentsAfter(newest.map(Snapshot::id).orElse(""));
        Workers workers = new Workers(limits.requests());
        KnownContents known = new KnownContents(repository, present, unfinished, workers);
        Counts counts = new Counts();
        Remarks remarks = new Remarks();
        try (Storing storing = new Storing(repository, id, known);
                workers) {
            ObjectReader reader = new ObjectReader(
                    source, ids, storing, new Semaphore(limits.streams()), workers, counts, remarks, progress);
            SegmentLine line = new SegmentLine(workers, storing);
            Walk walk = new Walk(
                    workers,
                    new Listing(workers, source, KeyRange.ALL),
                    unfinishedRuns(unfinished, present),
                    reader,
                    line,
                    counts,
                    progress,
                    Math.max(1, limits.requests() / 2));
            List<SegmentRef> segments = walk(walk, line, newest, present);
            return publish(
                    new Snapshot(
                            id,
                            deadline.start(),
                            deadline.elapsed(),
                            segments,
                            counts.changes(),
                            remarks.first(),
                            remarks.count(),
                            storing.storedBytes(),
                            repository.envelope().recipients().stream()
                                    .map(Recipient::publicKey)
                                    .toList()),
                    deadline);
        }
    }

    private List<UnfinishedRun> unfinishedRuns(List<String> keys, Present present) {
        SortedMap<String, List<String>> runs = new TreeMap<>(Collections.reverseOrder());
        for (String key : keys) {
            repository
                    .layout()
                    .runOf(key)
                    .ifPresent(run ->
                            runs.computeIfAbsent(run, any -> new ArrayList<>()).add(key));
        }
        return runs.values().stream()
                .limit(MOST_UNFINISHED)
                .map(segments -> new UnfinishedRun(repository.segments(), present, segments))
                .toList();
    }

    private List<SegmentRef> walk(Walk walk, SegmentLine line, Optional<Snapshot> newest, Present present)
            throws IOException {
        try {
            if (newest.isEmpty()) {
                walk.first(SegmentCursor.none(present));
            } else {
                for (SegmentRef segment : newest.get().segments()) {
                    Optional<SegmentCursor> before = cursor(segment, present);
                    walk.range(
                            segment,
                            before.orElseGet(() -> SegmentCursor.none(present)),
                            before.isPresent() && present.has(segment.content()));
                }
            }
            return line.stored();
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                line.salvage();
            }
            throw e;
        }
    }

    private Optional<SegmentCursor> cursor(SegmentRef segment, Present present) throws IOException {
        try {
            return Optional.of(new SegmentCursor(repository.segments().read(segment), present));
        } catch (StoreException e) {
            Workers.requireNotInterrupted();
            LOG.warn("The objects of segment {} are read again, since it cannot be read", segment.key(), e);
            return Optional.empty();
        }
    }

    private Snapshot publish(Snapshot snapshot, Deadline deadline) throws IOException {
        requireTime(deadline);
        repository.snapshots().publish(snapshot);
        boolean inTime = false;
        try {
            requireTime(deadline); // what it needs may have been condemned while the store took its time
            inTime = true;
        } finally {
            if (!inTime) {
                Uninterrupted.run(() -> repository.snapshots().delete(snapshot.id()));
            }
        }
        return snapshot;
    }

    private static void requireTime(Deadline deadline) throws IOException {
        Optional<String> missed = deadline.missed();
        if (missed.isPresent()) {
            throw new IOException(missed.get());
        }
    }
}
