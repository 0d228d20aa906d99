package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.RestoreListener;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a restore has done so far, told now and then. Safe for use by many threads. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
    private static final int MOST_TOLD = 1_000;
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Snapshot snapshot;
    private final InstantSource clock;
    private final RestoreListener listener;
    private final Instant start;
    private final List<RestoreReport.Failure> failures = new ArrayList<>();
    private final List<RestoreReport.Unread> unread = new ArrayList<>();
    private long put;
    private long putBytes;
    private long unchanged;
    private long others;
    private long deleted;
    private long failed;
    private long failedOthers;
    private Instant told;

    Tally(Snapshot snapshot, InstantSource clock, RestoreListener listener) {
        this.snapshot = snapshot;
        this.clock = clock;
        this.listener = listener;
        this.start = clock.instant();
        this.told = start;
    }

    synchronized void put(Entry entry) {
        put++;
        putBytes += entry.object().bytes();
        tellAtTimes();
    }

    synchronized void unchanged() {
        unchanged++;
        tellAtTimes();
    }

    synchronized void other() {
        others++;
    }

    synchronized void deleted() {
        deleted++;
    }

    synchronized void failed(List<Entry> entries, String reason) {
        failed += entries.size();
        entries.forEach(entry -> note(entry.object().key(), reason));
        tellAtTimes();
    }

    /** One that the snapshot does not have. */
    synchronized void failed(String other, String reason) {
        failedOthers++;
        note(other, reason);
    }

    /** How many of the snapshot's. */
    synchronized long failed() {
        return failed;
    }

    synchronized long others() {
        return others;
    }

    private void note(String key, String reason) {
        if (failures.size() < MOST_TOLD) {
            failures.add(new RestoreReport.Failure(key, reason));
        }
    }

    synchronized void unread(SegmentRef ref, String reason) {
        unread.add(new RestoreReport.Unread(ref.range(), ref.objects(), reason));
    }

    private void tellAtTimes() {
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(STEP) >= 0) {
            told = now;
            tell(now);
        }
    }

    private void tell(Instant now) {
        try {
            listener.progressed(new RestoreListener.Progress(
                    snapshot.id(), objects(), snapshot.objects(), putBytes, Duration.between(start, now)));
        } catch (RuntimeException e) {
            LOG.warn("A listener failed at the restore of snapshot {}", snapshot.id(), e);
        }
    }

    private long objects() {
        return put + unchanged + failed;
    }

    synchronized RestoreReport report() {
        Instant now = clock.instant();
        tell(now);
        return new RestoreReport(
                snapshot.id(),
                objects(),
                put,
                putBytes,
                unchanged,
                others,
                deleted,
                failed + failedOthers,
                failures,
                unread,
                Duration.between(start, now));
    }
}
