package dev.seaworthy.core.schedule.cluster;

import dev.seaworthy.core.schedule.Job;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A node in a process of its own: its job says that it begins, holds a lock, and never ends by itself. */
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(arguments[0]);
        Job job = Job.named("backup").cron("@yearly").run(() -> {
            try (Connection alone = source.getConnection()) {
                System.out.println(Alone.tryLock(alone) ? "BEGAN" : "BESIDE ANOTHER");
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                System.out.println("INTERRUPTED");
                throw e;
            }
        });
        ClusterJobs jobs = ClusterJobs.builder(source)
                .job(job)
                .createTable()
                .heartbeat(Duration.parse(arguments[1]))
                .poll(Duration.ofMillis(200))
                .build();
        jobs.start();
        jobs.runNow("backup");
        new CountDownLatch(1).await(3, TimeUnit.MINUTES); // by then, whoever started it has killed it
        System.exit(1);
    }
}
