package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.objects.run.Attempt;
import dev.seaworthy.backup.objects.shard.Joining;
import dev.seaworthy.backup.objects.shard.Plan;
import dev.seaworthy.backup.objects.shard.Planning;
import dev.seaworthy.backup.objects.shard.SharedRuns;
import dev.seaworthy.backup.objects.shard.Standing;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.OneTimeJob;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs up a big bucket by all nodes: its keys are divided into shards, each of which is a one-time job of
 * {@link Jobs}; whoever ends the last shard makes the snapshot. Safe for use by many threads, and by several nodes at
 * once.
 *
 * <p><b>Guarantees</b>: those of {@link BucketBackups}, of whose snapshots this makes one. A shard whose node dies is
 * taken over by another, which goes on with what that has stored; so does the next backup, should this one never end.
 * What nodes tell one another lies in the store: a job that is lost or runs twice costs time and no object, and
 * {@link #begin} makes up for it. The time for all shards together is the {@link BucketBackups.Builder#timeout}, from
 * {@link #begin} on.
 *
 * <p><b>Not covered</b>: how many shards run at once on a node, each of which takes some 100 MiB: as many as its jobs
 * have threads. A content that two shards meet at once is stored twice.
 */
public final class ShardedBackup {
    /** The most shards: {@value}. */
    public static final int MOST_SHARDS = Attempt.MOST_SHARDS;

    /** As many as S3 lists at a request. */
    private static final int PAGE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ShardedBackup.class);

    private final Bucket bucket;
    private final SharedRuns runs;
    private final ShardWork work;
    private final Joining joining;
    private final Planning planning;
    private final OneTimeJob<String> shards;

    private ShardedBackup(Bucket bucket, int count, int page) {
        this.bucket = bucket;
        this.runs = new SharedRuns(bucket.repository());
        this.work = new ShardWork(bucket, runs);
        this.joining = new Joining(bucket.repository(), runs);
        this.planning = new Planning(bucket.repository(), bucket.source(), count, page);
        this.shards = OneTimeJob.named("backup-shards-" + bucket.name(), String.class)
                .timeout(bucket.timeout())
                .run(this::run);
    }

    /**
     * Of these backups, which each node has alike.
     *
     * @param shards how many there are at most, 1 to {@value #MOST_SHARDS}: several for each node, so that all have
     *     work to the end. There are fewer for small buckets
     */
    public static ShardedBackup of(BucketBackups backups, int shards) {
        return of(backups, shards, PAGE);
    }

    /** @param page how many keys of a prefix are worth to be divided */
    static ShardedBackup of(BucketBackups backups, int shards, int page) {
        if (shards < 1 || shards > MOST_SHARDS) {
            throw new IllegalArgumentException("shards is " + shards + "; give a number from 1 to " + MOST_SHARDS);
        }
        return new ShardedBackup(backups.bucket(), shards, page);
    }

    /**
     * The job that backs up a shard, to be declared on every node that shall take part. A failed shard is tried again
     * {@value OneTimeJob#DEFAULT_RETRIES} times, and then with the next {@link #begin}.
     */
    public OneTimeJob<?> shards() {
        return shards;
    }

    private void run(String shard) {
        int number = shard.lastIndexOf('-');
        work.run(shard.substring(0, number), Integer.parseInt(shard.substring(number + 1)));
    }

    /**
     * Begins a backup: divides the keys and enqueues the shards. If one goes on that has time left, it enqueues what is
     * missing of that, and begins none. To be called by one node at a time, as a scheduled job is; by two at once, each
     * begins one.
     *
     * @param jobs in which {@link #shards()} is declared
     * @return the id of the snapshot to be
     * @throws IllegalArgumentException if it is not declared there
     * @throws StoreException if source or store fail
     */
    public String begin(Jobs jobs) {
        Objects.requireNonNull(jobs, "jobs");
        bucket.discardUploads();
        deleteLeftovers();
        Plan plan = goingOn().orElseGet(this::plan);
        Standing standing = runs.standing(plan.id());
        if (standing.ended() == plan.shards()) {
            enqueue(jobs, plan, 0); // which joins them
        }
        standing.missing(plan).forEach(shard -> enqueue(jobs, plan, shard));
        return plan.id();
    }

    private void enqueue(Jobs jobs, Plan plan, int shard) {
        String name = "%s-%04d".formatted(plan.id(), shard);
        jobs.enqueue(shards.name(), name, name);
    }

    /** A plan comes before all else of a backup and goes first: without it nothing does. */
    private void deleteLeftovers() {
        for (String id : runs.ids()) {
            boolean isAbandoned = TimeIds.time(id).filter(bucket::isAbandoned).isPresent();
            if (isAbandoned || !runs.standing(id).hasPlan()) {
                delete(id);
            }
        }
    }

    private void delete(String id) {
        try {
            runs.delete(id);
        } catch (StoreException e) {
            LOG.warn("What is left of the plan of {} could not be deleted; a later backup tries again", id, e);
        }
    }

    /** One whose snapshot exists has ended, though its node could not clean up. */
    private Optional<Plan> goingOn() {
        Map<Boolean, List<Plan>> plans = plans().collect(Collectors.partitioningBy(joining::exists));
        plans.getOrDefault(true, List.of()).forEach(plan -> delete(plan.id()));
        return plans.getOrDefault(false, List.of()).stream().findFirst();
    }

    /** Those that have time left, the oldest first. */
    private Stream<Plan> plans() {
        return runs.ids().stream()
                .map(this::readable)
                .flatMap(Optional::stream)
                .filter(plan -> !bucket.isOver(plan.createdAt()));
    }

    private Optional<Plan> readable(String id) {
        try {
            return runs.plan(id);
        } catch (UnreadableManifestException e) {
            LOG.warn("The plan of snapshot {} of {} is passed over, since it cannot be read", id, bucket.name(), e);
            return Optional.empty();
        }
    }

    private Plan plan() {
        String id = bucket.ids().next(bucket.clock().instant());
        try {
            Plan plan = planning.plan(id, bucket.clock().instant());
            runs.publish(plan);
            bucket.listener().happened(new BucketEvent.Begun(bucket.name(), id, plan.createdAt()));
            return plan;
        } catch (IOException e) {
            throw new BackupException(
                    id, "Snapshot " + id + " of " + bucket.name() + " was not begun: " + e.getMessage(), e);
        }
    }

    /**
     * How far the backup is that goes on, on whichever nodes; empty if there is none that has time left.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<ShardProgress> progress() {
        return plans().max(Comparator.comparing(Plan::id)).map(plan -> {
            Standing standing = runs.standing(plan.id());
            return new ShardProgress(
                    plan.id(),
                    plan.createdAt(),
                    plan.shards(),
                    standing.ended(),
                    standing.underWay(),
                    standing.objects(),
                    standing.bytes(),
                    plan.expectedObjects(),
                    plan.expectedBytes());
        });
    }

    @Override
    public String toString() {
        return "Backups of bucket " + bucket.name() + " in shards";
    }
}
