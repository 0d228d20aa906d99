package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.reading.SnapshotReader;
import dev.seaworthy.backup.objects.repository.Proofs;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Checked;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Damaged;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Intact;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What is done with snapshots that exist, told to a listener; and the record of which of them are proven. */
final class StoredSnapshots {
    private final String bucket;
    private final Repository repository;
    private final SnapshotReader reader;
    private final Proofs proofs;
    private final Duration timeout;
    private final BucketListener listener;
    private final InstantSource clock;

    StoredSnapshots(
            String bucket,
            Repository repository,
            SnapshotReader reader,
            Duration timeout,
            BucketListener listener,
            InstantSource clock) {
        this.bucket = bucket;
        this.repository = repository;
        this.reader = reader;
        this.proofs = new Proofs(repository.store(), repository.layout());
        this.timeout = timeout;
        this.listener = listener;
        this.clock = clock;
    }

    SnapshotReader reader() {
        return reader;
    }

    BucketVerification verify(String id, Sample sample, Optional<Identity> identity) {
        Instant start = clock.instant();
        BucketVerification verification;
        try (TimeLimit limit = TimeLimit.start(timeout)) {
            verification = verify(id, sample, identity, limit);
        }
        if (verification instanceof Damaged) {
            requireThere(id);
        }
        record(id, verification);
        listener.happened(new BucketEvent.Verified(bucket, id, verification, since(start)));
        return verification;
    }

    private BucketVerification verify(String id, Sample sample, Optional<Identity> identity, TimeLimit limit) {
        try {
            return reader.verify(id, sample, identity);
        } catch (SnapshotException e) {
            throw limit.end()
                    .map(end -> new SnapshotException(id, "Snapshot " + id + " was not verified: " + end, e))
                    .orElse(e);
        }
    }

    /** A part that is intact proves nothing, and one that is not disproves the whole. */
    private void record(String id, BucketVerification verification) {
        if (verification instanceof Intact intact && isWhole(intact.checked())) {
            proofs.keep(id, clock.instant());
        } else if (verification instanceof Damaged) {
            proofs.delete(id);
        }
    }

    private static boolean isWhole(Checked checked) {
        return checked.extent() == Extent.OPENED && checked.contents() == checked.ofContents();
    }

    RestoreReport restore(String id, Optional<Identity> identity, ObjectTarget target, RestoreOptions options) {
        Instant start = clock.instant();
        RestoreReport report = reader.restore(id, identity, target, options);
        if (!report.isComplete()) {
            requireThere(id);
        }
        listener.happened(new BucketEvent.Restored(bucket, id, report, since(start)));
        return report;
    }

    /** What a prune deletes is not damaged. */
    private void requireThere(String id) {
        if (!repository.snapshots().keys().containsKey(id)) {
            throw new SnapshotException(id, "Snapshot " + id + " was deleted meanwhile", null);
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
