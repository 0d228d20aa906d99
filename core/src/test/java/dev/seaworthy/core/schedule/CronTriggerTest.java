package dev.seaworthy.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.testing.ManualJobs;
import dev.seaworthy.testkit.Logged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTriggerTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void tells_success_and_when() {
        CronResult result = trigger(() -> {}).run();

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.httpStatus()).isEqualTo(200);
        assertThat(result.toJson()).isEqualTo("{\"success\":true,\"timestamp\":\"2026-01-31T12:00:00Z\"}");
    }

    @Test
    void tells_no_one_outside_why_it_failed() {
        CronResult result = trigger(() -> {
                    throw new IllegalStateException("password=hunter2");
                })
                .run();

        assertThat(result.httpStatus()).isEqualTo(500);
        assertThat(result.toJson())
                .isEqualTo("{\"success\":false,\"timestamp\":\"2026-01-31T12:00:00Z\","
                        + "\"error\":\"backup failed; the log says why\"}");
    }

    @Test
    void tells_the_log_where_it_failed_and_no_message() {
        try (Logged logged = new Logged()) {
            trigger(CronTriggerTest::leak).run();

            assertThat(logged.text())
                    .contains("Trigger backup failed", "java.lang.IllegalStateException", "java.io.IOException")
                    .contains("CronTriggerTest.leak(")
                    .doesNotContain("hunter2", "swordfish");
        }
    }

    private static void leak() {
        throw new IllegalStateException("hunter2", new java.io.IOException("swordfish"));
    }

    @Test
    void never_runs_twice_at_once() {
        List<CronResult> inner = new ArrayList<>();
        List<CronTrigger> self = new ArrayList<>();
        self.add(trigger(() -> inner.add(self.get(0).run())));

        assertThat(self.get(0).run().isSuccess()).isTrue();

        assertThat(inner).containsExactly(new CronResult.AlreadyRunning(NOW));
        assertThat(inner.get(0).httpStatus()).isEqualTo(409);
        assertThat(inner.get(0).toJson()).contains("\"success\":false", "\"error\":\"already running\"");
    }

    @Test
    void never_runs_at_once_with_the_same_of_another_clock() {
        List<CronResult> inner = new ArrayList<>();
        List<CronTrigger> other = new ArrayList<>();
        CronTrigger trigger = trigger(() -> inner.add(other.get(0).run()));
        other.add(trigger.withClock(() -> NOW));

        trigger.run();

        assertThat(inner).containsExactly(new CronResult.AlreadyRunning(NOW));
    }

    @Test
    void a_job_that_was_started_is_accepted() {
        CronResult result = starting(() -> RunNow.STARTED).run();

        assertThat(result).isEqualTo(new CronResult.Accepted(NOW));
        assertThat(result.httpStatus()).isEqualTo(202);
        assertThat(result.toJson()).isEqualTo("{\"success\":true,\"timestamp\":\"2026-01-31T12:00:00Z\"}");
    }

    @Test
    void a_job_that_runs_is_not_started_again() {
        CronResult result = starting(() -> RunNow.ALREADY_RUNNING).run();

        assertThat(result).isEqualTo(new CronResult.AlreadyRunning(NOW));
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.httpStatus()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "mail"})
    void a_job_that_is_not_there_is_said_so_and_only_the_log_says_which_are(String name) {
        OneTimeJob<String> mail = OneTimeJob.named("mail", String.class).run(text -> {});
        Job cleanup = Job.named("cleanup").cron("@yearly").run(() -> {});
        try (Logged logged = new Logged();
                Jobs jobs = ManualJobs.at(NOW).job(cleanup).job(mail).build()) {
            jobs.start();

            CronResult result = starting(() -> jobs.runNow(name)).run();

            assertThat(result).isEqualTo(new CronResult.NoSuchJob("backup", NOW));
            assertThat(result.httpStatus()).isEqualTo(404);
            assertThat(result.toJson())
                    .contains("\"success\":false", "backup starts no job that is there")
                    .doesNotContain("cleanup", "mail");
            assertThat(logged.text()).contains("Trigger backup failed", name);
        }
    }

    @Test
    void a_job_that_can_not_be_started_has_failed() {
        Jobs jobs = ManualJobs.at(NOW).build();

        CronResult result = starting(() -> jobs.runNow("backup")).run();

        assertThat(result).isEqualTo(new CronResult.Failed("backup", NOW));
        assertThat(result.httpStatus()).isEqualTo(500);
        assertThat(starting(() -> {
                            throw new IllegalArgumentException("of a driver, for instance");
                        })
                        .run())
                .isInstanceOf(CronResult.Failed.class);
    }

    @Test
    void a_lambda_that_starts_a_job_is_never_taken_for_work() {
        Job cleanup = Job.named("cleanup").cron("@yearly").run(() -> {});
        try (Jobs jobs = ManualJobs.at(NOW).job(cleanup).build()) {
            jobs.start();

            assertThat(CronTrigger.of("cleanup", () -> jobs.runNow("cleanup")).run())
                    .isInstanceOf(CronResult.Accepted.class);
        }
    }

    private static CronTrigger starting(Supplier<RunNow> start) {
        return CronTrigger.of("backup", start).withClock(() -> NOW);
    }

    @Test
    void runs_again_after_a_failure() {
        List<String> runs = new ArrayList<>();
        CronTrigger trigger = trigger(() -> {
            runs.add("run");
            throw new AssertionError("broken");
        });

        trigger.run();
        trigger.run();

        assertThat(runs).hasSize(2);
    }

    @Test
    void keeps_the_interrupt() {
        CronResult result = trigger(() -> {
                    throw new InterruptedException();
                })
                .run();

        assertThat(result.isSuccess()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void has_a_name_like_a_job() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CronTrigger.of("a b", () -> {}))
                .withMessageStartingWith("Trigger \"a b\": name must be");
    }

    private static CronTrigger trigger(Job.Work work) {
        return CronTrigger.of("backup", work).withClock(() -> NOW);
    }
}
