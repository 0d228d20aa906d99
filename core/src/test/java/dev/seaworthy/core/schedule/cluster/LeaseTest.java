package dev.seaworthy.core.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may run a job while heartbeats, or the words of its end, do not come through. */
@ParameterizedClass
@EnumSource
class LeaseTest {
    private static final Duration HEARTBEAT = Duration.ofMillis(750);
    private static final String RELEASED_FOR_ANOTHER = "UPDATE seaworthy_jobs SET picked = false, picked_by = NULL,"
            + " last_heartbeat = NULL, version = version + 1, execution_time = now()";

    private final TestDatabase database;
    private final Switched link = new Switched();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private volatile Duration jump = Duration.ZERO;
    private volatile long ticks;
    private final CountDownLatch release = new CountDownLatch(1);

    LeaseTest(PostgresServer server) {
        database = server.database();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void one_missed_heartbeat_interrupts_nothing() throws Exception {
        try (Jobs jobs = running(this::untilReleased)) {
            Condition.await("the start", () -> ran.contains("began"));

            link.refuse();
            int before = link.refusals();
            Condition.await("a missed heartbeat", () -> link.refusals() > before + 12);
            link.answer();
            awaitHeartbeat();
            release.countDown();

            Condition.await("the end", () -> only(jobs).lastRun().isPresent());
            assertThat(ran).containsExactly("began", "ended");
            assertThat(only(jobs).lastError()).isEmpty();
        }
    }

    @Test
    void a_run_ends_before_its_lease_does_while_the_database_is_silent() throws Exception {
        try (Jobs jobs = running(this::untilReleased)) {
            Condition.await("the start", () -> ran.contains("began"));
            awaitHeartbeat();

            link.fallSilent();
            try {
                Condition.await("the interrupt", () -> ran.contains("interrupted"));
                assertThat(database.one(
                                "SELECT clock_timestamp() - last_heartbeat < interval '3 seconds' FROM seaworthy_jobs"))
                        .isEqualTo("t");
            } finally {
                link.answer();
                release.countDown();
            }
            Condition.await("the end", () -> only(jobs).lastSuccess().isPresent());
        }
    }

    @Test
    void a_run_that_lost_the_database_ends_before_its_successor_begins_on_another_node() throws Exception {
        try (Jobs lost = running(this::untilReleased)) {
            Condition.await("the start", () -> ran.contains("began"));
            assertThat(only(lost).lastRun()).isEmpty();
            try (Jobs other = node(database.dataSource(), () -> ran.add("successor"))) {
                other.start();

                link.fallSilent();
                try {
                    Condition.await("the end", () -> only(other).lastSuccess().isPresent());
                } finally {
                    link.answer();
                }
            }
            assertThat(ran).containsExactly("began", "interrupted", "successor");
            release.countDown();
        }
    }

    @Test
    void a_run_that_was_taken_over_ends_before_its_successor_begins_on_this_node() throws Exception {
        try (Jobs jobs = running(this::untilReleased)) {
            Condition.await("the start", () -> ran.contains("began"));

            database.execute(RELEASED_FOR_ANOTHER);
            Condition.await("the successor", () -> ran.size() == 3);
            awaitHeartbeat();
            awaitHeartbeat();
            release.countDown();

            Condition.await("the end", () -> only(jobs).lastSuccess().isPresent());
            assertThat(ran).containsExactly("began", "interrupted", "began", "ended");
        }
    }

    @Test
    void the_end_of_a_run_is_told_again_until_the_database_hears_it() throws Exception {
        try (Jobs jobs = running(() -> {
            ran.add("ran");
            link.refuse();
        })) {
            Condition.await("the end, unheard", () -> link.refusals() > 12);
            link.answer();

            Condition.await("the end", () -> only(jobs).lastSuccess().isPresent());
            assertThat(ran).containsExactly("ran");
        }
    }

    @Test
    void a_clock_that_jumps_ahead_ends_no_lease() throws Exception {
        try (Jobs jobs = running(this::untilReleased)) {
            Condition.await("the start", () -> ran.contains("began"));

            jump = Duration.ofHours(1);
            for (int i = 0; i < 4; i++) {
                awaitHeartbeat();
            }
            release.countDown();

            Condition.await("the end", () -> only(jobs).lastRun().isPresent());
            assertThat(ran).containsExactly("began", "ended");
        }
    }

    @Test
    void a_clock_that_is_set_back_keeps_no_lease() throws Exception {
        try (Jobs jobs = running(this::untilReleased)) {
            Condition.await("the start", () -> ran.contains("began"));

            assertThat(only(jobs).lastRun()).isEmpty();
            link.refuse();
            jump = Duration.ofHours(-1);
            ticks = HEARTBEAT.multipliedBy(4).toNanos();
            try {
                Condition.await("the interrupt", () -> ran.contains("interrupted"));
            } finally {
                link.answer();
                release.countDown();
            }
        }
    }

    private void untilReleased() throws InterruptedException {
        ran.add("began");
        try {
            release.await();
            ran.add("ended");
        } catch (InterruptedException e) {
            ran.add("interrupted");
            throw e;
        }
    }

    private void awaitHeartbeat() throws Exception {
        String sql = "SELECT coalesce(max(last_heartbeat), '-infinity') FROM seaworthy_jobs";
        String before = database.one(sql);
        Condition.await("a heartbeat", () -> !database.one(sql).equals(before));
    }

    private Jobs running(Job.Work work) {
        Jobs jobs = node(link.of(database.dataSource()), work);
        jobs.start();
        jobs.runNow("backup");
        return jobs;
    }

    private ClusterJobs node(DataSource source, Job.Work work) {
        return ClusterJobs.builder(source)
                .ticker(() -> System.nanoTime() + ticks)
                .job(Job.named("backup").cron("@yearly").run(work))
                .createTable()
                .clock(() -> Instant.now().plus(jump))
                .heartbeat(HEARTBEAT)
                .poll(Duration.ofMillis(100))
                .shutdown(Duration.ofMillis(500))
                .build();
    }

    private static JobStatus only(Jobs jobs) {
        return jobs.list().get(0);
    }
}
