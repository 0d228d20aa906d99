package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.SnapshotReport;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.retention.RetentionPolicy;
import java.util.List;
import java.util.Optional;

/**
 * All that ContentMax backs up, and what proves it.
 *
 * @param buckets the users' three
 * @param identity the private key, which a service that is not an example keeps elsewhere
 */
record Backups(BackupManager database, RestoreDrill drill, List<BucketBackups> buckets, Identity identity) {
    /** Six-hourly backups for two days, then fewer and fewer, for a year. */
    static final RetentionPolicy POLICY =
            RetentionPolicy.keep().hourly(8).daily(7).weekly(4).monthly(12).build();

    Backups {
        buckets = List.copyOf(buckets);
    }

    /** Deletes what the policy does not keep. */
    void prune() throws StepFailedException {
        database.prune(POLICY);
        for (BucketBackups bucket : buckets) {
            StepFailedException.unless(
                    bucket.prune(POLICY).isComplete(), "Not all of " + bucket.name() + " was pruned that was to be");
        }
    }

    /** Reads back a part of the newest snapshots, or all of them, which proves them. */
    void verifyBuckets(Sample sample) throws StepFailedException {
        for (BucketBackups bucket : buckets) {
            Optional<SnapshotReport> newest = bucket.newest();
            StepFailedException.unless(newest.isPresent(), "There is no backup of " + bucket.name());
            BucketVerification verification = bucket.verify(newest.get().id(), sample, identity);
            StepFailedException.unless(
                    verification.isIntact(),
                    "The newest backup of " + bucket.name() + " is not intact: " + verification);
        }
    }
}
