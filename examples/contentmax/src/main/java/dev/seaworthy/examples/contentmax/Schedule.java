package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
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

/** ContentMax's jobs: at night the clean-up, every six hours the backup, and what its database needs. */
final class Schedule {
    /** At 02:00, by UTC. */
    static final String CLEANUP = "0 2 * * *";

    /** Every six hours, by UTC. */
    static final String BACKUP = "0 */6 * * *";

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 1200;

    private final List<Job> jobs = new ArrayList<>();
    private final DataSource database;

    Schedule(DataSource database, Catalogue catalogue, BackupManager backups) {
        this.database = database;
        jobs.add(Job.named("cleanup").cron(CLEANUP).run(catalogue::deleteOldDrafts));
        jobs.add(Job.named("backup")
                .cron(BACKUP)
                .timeout(Duration.ofHours(2))
                .retries(3, Backoff.exponential(Duration.ofMinutes(1), Duration.ofMinutes(15)))
                .run(backups::backUpDatabase));
        jobs.addAll(Surroundings.setup().jobs(database));
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
