package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.SnapshotReport;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.retention.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        List<Step> steps = new ArrayList<>();
        steps.add(() -> database.prune(POLICY));
        for (BucketBackups bucket : buckets) {
            steps.add(() -> StepFailedException.unless(
                    bucket.prune(POLICY).isComplete(), "Not all of " + bucket.name() + " was pruned that was to be"));
        }
        doAll(steps);
    }

    /** Reads back a part of the newest snapshots, or all of them, which proves them. */
    void verifyBuckets(Sample sample) throws StepFailedException {
        List<Step> steps = new ArrayList<>();
        for (BucketBackups bucket : buckets) {
            steps.add(() -> verify(bucket, sample));
        }
        doAll(steps);
    }

    /** A bucket may have no objects. */
    private void verify(BucketBackups bucket, Sample sample) throws StepFailedException {
        Optional<SnapshotReport> newest = bucket.newest();
        StepFailedException.unless(newest.isPresent(), "There is no backup of " + bucket.name());
        BucketVerification verification = bucket.verify(newest.get().id(), sample, identity);
        StepFailedException.unless(
                verification.isIntact() || verification instanceof BucketVerification.Empty,
                "The newest backup of " + bucket.name() + " is not intact: " + verification);
    }

    /** What is done whether others fail or not. */
    private interface Step {
        void run() throws StepFailedException;
    }

    private static void doAll(List<Step> steps) throws StepFailedException {
        List<Exception> failures = new ArrayList<>();
        for (Step step : steps) {
            try {
                step.run();
            } catch (StepFailedException | RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            StepFailedException all = new StepFailedException(failures.stream()
                    .map(failure -> String.valueOf(failure.getMessage()))
                    .collect(Collectors.joining("; ")));
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }
}
