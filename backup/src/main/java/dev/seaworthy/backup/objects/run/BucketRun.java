package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.KeyCheck;
import dev.seaworthy.backup.objects.repository.Part;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backup of a bucket, or of a range of its keys. It refers to no content that was condemned when it began, and
 * makes no snapshot after its deadline. It ends with all its threads; what it has stored stays. Safe for use by many
 * threads.
 */
public final class BucketRun {
    private static final Logger LOG = LoggerFactory.getLogger(BucketRun.class);

    private final Repository repository;
    private final ObjectSource source;
    private final ContentIds ids;
    private final Limits limits;
    private final Semaphore streams;
    private final Progress progress;

    /** @param streams for large objects, as many as the limits say, for all runs of this process */
    public BucketRun(
            Repository repository,
            ObjectSource source,
            ContentIds ids,
            Limits limits,
            Semaphore streams,
            Progress progress) {
        this.repository = repository;
        this.source = source;
        this.ids = ids;
        this.limits = limits;
        this.streams = streams;
        this.progress = progress;
    }

    /**
     * Makes a snapshot.
     *
     * @throws StoreException if source or store fail; of the source, it names the object
     * @throws IOException if the time is over, or the thread was interrupted
     */
    public Snapshot run(String id, Deadline deadline) throws IOException {
        Optional<Snapshot> newest = repository.snapshots().readable().findFirst();
        Part all = part(Share.all(id, newest));
        return new Publishing(repository).publish(id, all, deadline);
    }

    /**
     * Backs up a part of a snapshot to be.
     *
     * @throws StoreException if source or store fail; of the source, it names the object
     * @throws IOException if the thread was interrupted
     */
    public Part part(Share share) throws IOException {
        KeyCheck.require(repository, ids);
        List<SegmentRef> before = share.base().map(Snapshot::segments).orElse(List.of()).stream()
                .filter(segment -> segment.range().intersect(share.range()).isPresent())
                .toList();
        progress.expected(
                before.stream().mapToLong(SegmentRef::objects).sum(),
                before.stream().mapToLong(SegmentRef::bytes).sum());
        Present present = Present.in(repository);
        List<String> unfinished = present.segmentsOf(share::mayGoOnWith);
        Workers workers = new Workers(limits.requests());
        KnownContents known = new KnownContents(repository, present, unfinished, workers);
        Counts counts = new Counts();
        Remarks remarks = new Remarks();
        try (Storing storing = new Storing(repository, share.snapshot(), share.numbers(), known);
                workers) {
            ObjectReader reader = new ObjectReader(source, ids, storing, streams, workers, counts, remarks, progress);
            SegmentLine line = new SegmentLine(workers, storing, share.range(), share.numbers());
            Walk walk = new Walk(
                    workers,
                    new Listing(workers, source, share.range()),
                    UnfinishedRuns.of(repository, present, unfinished, share),
                    reader,
                    line,
                    counts,
                    progress,
                    Math.max(1, limits.requests() / 2));
            List<SegmentRef> segments = walk(walk, line, share.range(), before, present);
            return new Part(
                    share.range(), segments, counts.changes(), remarks.first(), remarks.count(), storing.storedBytes());
        }
    }

    private List<SegmentRef> walk(Walk walk, SegmentLine line, KeyRange range, List<SegmentRef> before, Present present)
            throws IOException {
        try {
            if (before.isEmpty()) {
                walk.first(range, SegmentCursor.none(present));
            }
            for (SegmentRef segment : before) {
                walk(walk, segment, segment.range().intersect(range).orElseThrow(), present);
            }
            return line.stored();
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                line.salvage();
            }
            throw e;
        }
    }

    private void walk(Walk walk, SegmentRef segment, KeyRange range, Present present) throws IOException {
        Optional<SegmentCursor> before = cursor(segment, range, present);
        walk.range(
                range,
                before.orElseGet(() -> SegmentCursor.none(present)),
                Optional.of(segment)
                        .filter(whole ->
                                before.isPresent() && whole.range().equals(range) && present.has(whole.content())));
    }

    private Optional<SegmentCursor> cursor(SegmentRef segment, KeyRange range, Present present) throws IOException {
        try {
            Segment read = repository.segments().read(segment);
            return Optional.of(new SegmentCursor(read.within(range), present));
        } catch (StoreException e) {
            Workers.requireNotInterrupted();
            LOG.warn("The objects of segment {} are read again, since it cannot be read", segment.key(), e);
            return Optional.empty();
        }
    }
}
