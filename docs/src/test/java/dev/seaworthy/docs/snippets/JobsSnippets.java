package dev.seaworthy.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.schedule.Backoff;
import dev.seaworthy.core.schedule.CronResult;
import dev.seaworthy.core.schedule.CronTrigger;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.MissedRuns;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.cluster.ClusterJobs;
import dev.seaworthy.core.schedule.direct.DirectJobs;
import dev.seaworthy.core.testing.ManualJobs;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class JobsSnippets {
    private JobsSnippets() {}

    record Invoice(String number, int cents) {}

    interface Content {
        void deleteDrafts();

        void backUp();

        void report();

        void mail(Invoice invoice);
    }

    static List<Object> declare(Content content) {
        Job cleanup = Job.named("cleanup").cron("0 2 * * *").run(content::deleteDrafts);
        Job backup = Job.named("backup")
                .cron("0 */6 * * *")
                .timeout(Duration.ofHours(2))
                .retries(3, Backoff.exponential(Duration.ofMinutes(1), Duration.ofMinutes(15)))
                .run(content::backUp);
        Job report = Job.named("report")
                .cron("0 8 * * MON-FRI")
                .zone(ZoneId.of("Europe/Berlin"))
                .missedRuns(MissedRuns.SKIP)
                .run(content::report);
        OneTimeJob<Invoice> mail =
                OneTimeJob.named("mail-invoice", Invoice.class).run(content::mail);
        return List.of(cleanup, backup, report, mail);
    }

    static void direct(Job cleanup, Job backup, Thread server) throws InterruptedException {
        try (Jobs jobs = DirectJobs.builder().job(cleanup).job(backup).build()) {
            jobs.start();
            server.join();
        }
    }

    static void cluster(
            DataSource dataSource, Job cleanup, Job backup, OneTimeJob<Invoice> mail, Invoice invoice, Thread server)
            throws InterruptedException {
        try (Jobs jobs = ClusterJobs.builder(dataSource)
                .job(cleanup)
                .job(backup)
                .job(mail)
                .createTable()
                .build()) {
            jobs.start();
            jobs.runNow("cleanup"); // STARTED or ALREADY_RUNNING
            jobs.enqueue("mail-invoice", "invoice-17", invoice); // ENQUEUED or ALREADY_THERE
            jobs.list().forEach(System.out::println); // state, next and last run, last error
            server.join();
        }
    }

    static void trigger(Jobs jobs) {
        CronTrigger trigger = CronTrigger.of("cleanup", () -> jobs.runNow("cleanup"));
        CronResult result = trigger.run();
        System.out.println(result.httpStatus() + " " + result.toJson());
    }

    static class BackupTest {
        private final AtomicInteger backups = new AtomicInteger();

        @Test
        void backs_up_every_six_hours() {
            Job backup = Job.named("backup").cron("0 */6 * * *").run(backups::incrementAndGet);
            ManualJobs jobs = ManualJobs.at(Instant.parse("2026-01-31T12:00:00Z"))
                    .job(backup)
                    .build();
            jobs.start();

            jobs.failNext("backup", "full disk").advance(Duration.ofDays(1));

            assertThat(backups).hasValue(3);
        }
    }
}
