package dev.seaworthy.core.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus.State;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.MissedRuns;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What rows of other releases, of dead nodes and of long ago become. */
@ParameterizedClass
@EnumSource
class RowsTest {
    private static final String INSERT = "INSERT INTO seaworthy_jobs (task_name, task_instance, execution_time, picked,"
            + " version, picked_by, last_heartbeat, deaths, failed, last_failure) VALUES ";

    private final TestDatabase database;
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();

    RowsTest(PostgresServer server) {
        database = server.database();
        try (java.sql.Connection connection = database.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(ClusterJobs.tableSql(TableName.of(ClusterJobs.DEFAULT_TABLE)));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void data_of_a_name_that_has_a_schedule_now_is_let_be() throws Exception {
        database.execute(INSERT + "('report', 'invoice-17', now(), false, 1, NULL, NULL, 0, false, NULL)");
        try (Jobs jobs = started(quick().job(yearly("report").run(() -> ran.add("report"))))) {
            awaitPostponed("invoice-17");

            assertThat(ran).isEmpty();
            assertThat(jobs.list())
                    .filteredOn(status -> status.state() == State.UNDECLARED)
                    .extracting(status -> status.id().orElse(""))
                    .containsExactly("invoice-17");
        }
    }

    @Test
    void a_schedule_of_a_name_that_takes_data_now_is_let_be() throws Exception {
        database.execute(INSERT + "('report', 'scheduled', now(), false, 1, NULL, NULL, 0, false, NULL)");
        OneTimeJob<String> report = OneTimeJob.named("report", String.class).run(ran::add);
        try (Jobs jobs = started(quick().job(report))) {
            awaitPostponed("scheduled");

            assertThat(ran).isEmpty();
            assertThat(jobs.list().get(0).state()).isEqualTo(State.UNDECLARED);
        }
    }

    private void awaitPostponed(String instance) throws Exception {
        Condition.await(
                "the row to be given back",
                () -> database.one("SELECT NOT picked AND NOT failed"
                                + " AND execution_time > now() FROM seaworthy_jobs WHERE task_instance = '" + instance
                                + "'")
                        .equals("t"));
    }

    @Test
    void another_schedule_drops_no_run_that_is_due() throws Exception {
        started(quick().job(yearly("cleanup").run(() -> {}))).close();
        database.execute("UPDATE seaworthy_jobs SET execution_time = now() - interval '1 minute'");

        Job later = Job.named("cleanup").cron("0 2 1 1 *").run(() -> ran.add("cleanup"));
        try (Jobs jobs = started(quick().job(later))) {
            Condition.await("the run", () -> jobs.list().get(0).lastSuccess().isPresent());
        }

        assertThat(ran).hasSize(1);
    }

    @Test
    void tries_of_the_schedule_before_are_not_counted_for_another_one() {
        Rows rows = new Rows(new Statements(database.dataSource(), TableName.of(ClusterJobs.DEFAULT_TABLE)));
        Instant now = Instant.parse("2024-02-29T12:00:00Z");
        rows.declare(yearly("cleanup").run(() -> {}), now);
        database.execute("UPDATE seaworthy_jobs SET consecutive_failures = 2");

        rows.declare(yearly("cleanup").run(() -> {}), now);
        assertThat(database.one("SELECT consecutive_failures FROM seaworthy_jobs"))
                .isEqualTo("2");

        rows.declare(Job.named("cleanup").cron("@monthly").run(() -> {}), now);
        assertThat(database.one("SELECT consecutive_failures FROM seaworthy_jobs"))
                .isEqualTo("0");
    }

    @Test
    void an_interrupted_run_is_due_at_once_whatever_the_schedule_is_by_then() throws Exception {
        interrupted(yearly("backup"), "UPDATE seaworthy_jobs SET schedule = 'other', execution_time = '2100-01-01'");

        assertThat(database.one("SELECT execution_time <= clock_timestamp() AND NOT picked FROM seaworthy_jobs"))
                .isEqualTo("t");
    }

    @Test
    void a_run_that_is_to_be_done_anew_is_not_left_out_for_being_late() throws Exception {
        interrupted(yearly("backup").missedRuns(MissedRuns.SKIP), "SELECT 1");
        database.execute("UPDATE seaworthy_jobs SET execution_time = now() - interval '2 minutes'");

        Job again = yearly("backup").missedRuns(MissedRuns.SKIP).run(() -> ran.add("again"));
        try (Jobs jobs = started(quick().job(again))) {
            Condition.await("the run", () -> jobs.list().get(0).lastSuccess().isPresent());
        }

        assertThat(ran).containsExactly("again");
    }

    @Test
    void a_run_that_was_asked_for_is_not_left_out_for_being_late() throws Exception {
        Job asked = yearly("backup").missedRuns(MissedRuns.SKIP).run(() -> ran.add("asked"));
        started(quick().job(asked)).close();
        Rows rows = new Rows(new Statements(database.dataSource(), TableName.of(ClusterJobs.DEFAULT_TABLE)));

        assertThat(rows.runNow("backup", Instant.now().minusSeconds(120))).isTrue();
        try (Jobs jobs = started(quick().job(asked))) {
            Condition.await("the run", () -> jobs.list().get(0).lastSuccess().isPresent());
        }

        assertThat(ran).containsExactly("asked");
    }

    private void interrupted(Job.Builder job, String meanwhile) throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (Jobs jobs = started(quick().job(job.run(() -> {
            began.countDown();
            never.await();
        })))) {
            jobs.runNow("backup");
            began.await();
            database.execute(meanwhile);
        }
    }

    @Test
    void after_a_run_that_is_left_out_the_next_one_comes_in_time() throws Exception {
        Job tick = Job.named("tick")
                .cron("* * * * * *")
                .missedRuns(MissedRuns.SKIP)
                .run(() -> ran.add("tick"));
        started(quick().job(tick)).close();
        ran.clear();
        database.execute("UPDATE seaworthy_jobs SET execution_time = now() - interval '2 minutes'");

        try (Jobs jobs = started(quick().job(tick).poll(Duration.ofHours(1)))) {
            Condition.await("a run", () -> !ran.isEmpty() && !jobs.list().isEmpty());
        }
    }

    @Test
    void a_fifth_death_is_told() throws Exception {
        database.execute(
                INSERT + "('mail', 'invoice-17', now(), true, 1, 'gone', now() - interval '1 hour', 4, false, NULL)");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        OneTimeJob<String> mail = OneTimeJob.named("mail", String.class).run(ran::add);
        try (Jobs jobs = started(quick().job(mail).metrics(registry))) {
            Condition.await("the end", () -> jobs.list().get(0).state() == State.FAILED);
            Condition.await(
                    "the event",
                    () -> registry.find("seaworthy.jobs.events")
                                    .tag("event", "gave_up")
                                    .counter()
                            != null);
        }

        assertThat(ran).isEmpty();
    }

    @Test
    void what_failed_long_ago_is_forgotten_if_its_job_is_declared() throws Exception {
        String failed = ", now(), false, 1, NULL, NULL, 0, true, now() - interval '15 days')";
        database.execute(INSERT + "('mail', 'old'" + failed, INSERT + "('other', 'old'" + failed);
        OneTimeJob<String> mail = OneTimeJob.named("mail", String.class).run(ran::add);
        try (Jobs jobs = started(quick().job(mail))) {
            Condition.await("tidiness", () -> jobs.list().size() == 1);

            assertThat(jobs.list().get(0).name()).isEqualTo("other");
        }
    }

    @Test
    void a_job_whose_row_is_gone_is_not_said_to_run() {
        try (Jobs jobs = started(quick().job(yearly("report").run(() -> ran.add("report"))))) {
            database.execute(
                    "DELETE FROM seaworthy_jobs",
                    INSERT + "('report', 'invoice-17', 'infinity', false, 1, NULL, NULL, 0, false, NULL)");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> jobs.runNow("report"))
                    .withMessage("job report has no row any more: start its node anew");
        }
    }

    @Test
    void a_start_that_failed_can_be_called_again() {
        database.execute("ALTER TABLE seaworthy_jobs RENAME TO away");
        try (Jobs jobs = quick().job(yearly("cleanup").run(() -> {})).build()) {
            assertThatExceptionOfType(DatabaseException.class).isThrownBy(jobs::start);
            assertThatIllegalStateException().isThrownBy(() -> jobs.runNow("cleanup"));

            database.execute("ALTER TABLE away RENAME TO seaworthy_jobs");
            jobs.start();

            assertThat(jobs.list()).hasSize(1);
        }
    }

    @Test
    void what_the_builder_is_told_after_it_built_changes_nothing() {
        ClusterJobs.Builder builder = quick().job(yearly("cleanup").run(() -> {}));
        try (Jobs jobs = builder.build()) {
            builder.table(TableName.of("not_there"));

            jobs.start();

            assertThat(jobs.list()).hasSize(1);
        }
    }

    private static Job.Builder yearly(String name) {
        return Job.named(name).cron("@yearly");
    }

    private ClusterJobs.Builder quick() {
        return ClusterJobs.builder(database.dataSource())
                .heartbeat(Duration.ofMillis(500))
                .poll(Duration.ofMillis(100))
                .shutdown(Duration.ofMillis(500));
    }

    private static Jobs started(ClusterJobs.Builder builder) {
        Jobs jobs = builder.build();
        jobs.start();
        return jobs;
    }
}
