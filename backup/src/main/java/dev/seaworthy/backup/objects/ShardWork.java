package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.repository.Part;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.run.Attempt;
import dev.seaworthy.backup.objects.run.Deadline;
import dev.seaworthy.backup.objects.run.Share;
import dev.seaworthy.backup.objects.shard.Joining;
import dev.seaworthy.backup.objects.shard.Plan;
import dev.seaworthy.backup.objects.shard.SharedProgress;
import dev.seaworthy.backup.objects.shard.SharedRuns;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node does with one shard of a backup. Safe for use by many threads. */
final class ShardWork {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWork.class);

    private final Bucket bucket;
    private final SharedRuns runs;
    private final Joining joining;

    ShardWork(Bucket bucket, SharedRuns runs) {
        this.bucket = bucket;
        this.runs = runs;
        this.joining = new Joining(bucket.repository(), runs);
    }

    /**
     * Backs up a shard, if nobody has, and makes the snapshot, if that was the last.
     *
     * @param shard from 0
     * @throws BackupException if that failed, or there is no more time
     */
    void run(String id, int shard) {
        Optional<Plan> plan = runs.plan(id);
        if (plan.isEmpty()) {
            LOG.info("Shard {} of snapshot {} of {} is not needed any more", shard + 1, id, bucket.name());
            return;
        }
        run(plan.get(), shard);
    }

    private void run(Plan plan, int shard) {
        Supplier<Duration> elapsed = bucket.deadline()::elapsed;
        try {
            Attempt attempt = runs.claim(plan, shard);
            Deadline deadline = new Deadline(
                    bucket.clock(), bucket.ticker(), bucket.timeout(), plan.createdAt(), runs.age(plan, attempt));
            deadline.require();
            run(plan, attempt, deadline, elapsed);
        } catch (IOException | RuntimeException e) {
            String reason = "shard " + (shard + 1) + " of " + plan.shards() + ": " + e.getMessage();
            bucket.listener().happened(new BucketEvent.Failed(bucket.name(), plan.id(), reason, elapsed.get()));
            throw new BackupException(
                    plan.id(), "Snapshot " + plan.id() + " of " + bucket.name() + " waits for " + reason, e);
        }
    }

    private void run(Plan plan, Attempt attempt, Deadline deadline, Supplier<Duration> elapsed) throws IOException {
        try (TimeLimit limit = TimeLimit.start(deadline.left())) {
            try {
                if (!runs.standing(plan.id()).hasEnded(attempt.shard())) {
                    backUp(plan, attempt, elapsed);
                }
                joining.join(plan, deadline).map(SnapshotReport::of).ifPresent(bucket::made);
            } catch (IOException | RuntimeException e) {
                Optional<String> end = limit.end();
                if (end.isPresent()) {
                    throw new IOException(end.get() + ": " + e.getMessage(), e);
                }
                throw e;
            }
        }
    }

    private void backUp(Plan plan, Attempt attempt, Supplier<Duration> elapsed) throws IOException {
        RunProgress here = new RunProgress(bucket.name(), plan.id(), elapsed, bucket.listener());
        SharedProgress progress = new SharedProgress(runs, plan.id(), attempt, bucket.ticker(), here);
        Share share = new Share(plan.id(), plan.range(attempt.shard()), Optional.of(attempt), base(plan));
        Part part = bucket.run(progress).part(share);
        runs.keep(plan, attempt.shard(), part);
        progress.ended(part.objects(), part.bytes());
        bucket.listener()
                .happened(new BucketEvent.ShardMade(
                        bucket.name(),
                        plan.id(),
                        attempt.shard() + 1,
                        plan.shards(),
                        part.objects(),
                        part.bytes(),
                        elapsed.get()));
    }

    /** If it was pruned meanwhile, there is a newer one. */
    private Optional<Snapshot> base(Plan plan) {
        return plan.base()
                .flatMap(bucket.repository().snapshots()::findReadable)
                .or(() -> bucket.repository().snapshots().readable().findFirst());
    }
}
