package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.core.notify.Notifier;
import dev.seaworthy.core.schedule.Backoff;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.cluster.ClusterJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * ContentMax's jobs: at night the clean-up, and what proves backups and prunes them; every six hours the backups; and
 * what its database needs.
 */
final class Schedule {
    /** At 02:00, by UTC. */
    static final String CLEANUP = "0 2 * * *";

    /** Every six hours, by UTC. */
    static final String BACKUP = "0 */6 * * *";

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 1200;

    private final List<Job> jobs = new ArrayList<>();
    private final DataSource database;

    Schedule(DataSource database, Catalogue catalogue, Backups backups, Notifier team) {
        this.database = database;
        jobs.add(Job.named("cleanup").cron(CLEANUP).run(catalogue::deleteOldDrafts));
        jobs.add(backup("backup", backups.database()::backUpDatabase));
        for (BucketBackups bucket : backups.buckets()) {
            jobs.add(backup("backup-" + bucket.name(), bucket::backUp));
        }
        jobs.add(nightly("restore-drill", "30 3 * * *", backups.drill()::runOrThrow));
        jobs.add(nightly("verify-buckets", "0 4 * * *", () -> backups.verifyBuckets(Sample.share(0.1))));
        jobs.add(nightly("prove-buckets", "0 5 * * 0", () -> backups.verifyBuckets(Sample.all())));
        jobs.add(nightly("prune", "30 5 * * *", backups::prune));
        jobs.add(Job.named("watch-backups").cron("15 * * * *").run(new Watch(backups, team)::look));
        jobs.addAll(Surroundings.setup().jobs(database));
    }

    private static Job backup(String name, Job.Work work) {
        return Job.named(name)
                .cron(BACKUP)
                .timeout(Duration.ofHours(2))
                .retries(3, Backoff.exponential(Duration.ofMinutes(1), Duration.ofMinutes(15)))
                .run(work);
    }

    private static Job nightly(String name, String cron, Job.Work work) {
        return Job.named(name).cron(cron).timeout(Duration.ofHours(4)).run(work);
    }

    /** One node of the cluster that runs them. */
    Jobs node() {
        ClusterJobs.Builder node = ClusterJobs.builder(database).createTable().poll(Duration.ofMillis(500));
        jobs.forEach(node::job);
        return node.build();
    }

    /** Runs each of them once, one after the other, and returns how they stand. */
    List<JobStatus> runOnce() {
        try (Jobs node = node()) {
            node.start();
            for (Job job : jobs) {
                node.runNow(job.name());
                for (int look = 0; look < LOOKS && !hasRun(job, node.list()); look++) {
                    LockSupport.parkNanos(LOOK.toNanos());
                }
            }
            return node.list();
        }
    }

    private static boolean hasRun(Job job, List<JobStatus> jobs) {
        return jobs.stream()
                .anyMatch(status ->
                        status.name().equals(job.name()) && status.lastRun().isPresent());
    }
}
