package dev.seaworthy.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTest {
    private static final Job.Work NOTHING = () -> {};

    @Test
    void has_the_defaults_that_its_documentation_says() {
        Job job = Job.named("cleanup").cron("0 2 * * *").run(NOTHING);

        assertThat(job.timeout()).isEqualTo(Job.DEFAULT_TIMEOUT).isEqualTo(Duration.ofHours(1));
        assertThat(job.retries()).isZero();
        assertThat(job.missedRuns()).isEqualTo(MissedRuns.RUN_ONCE);
        assertThat(job.schedule()).isEqualTo("0 2 * * * UTC");
        assertThat(job.next(Instant.parse("2026-01-31T12:00:00Z"))).isEqualTo("2026-02-01T02:00:00Z");
    }

    @Test
    void a_one_time_job_has_the_defaults_that_its_documentation_says() {
        OneTimeJob<String> job = OneTimeJob.named("mail", String.class).run(text -> {});

        assertThat(job.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(job.retries()).isEqualTo(3);
        assertThat(job.backoff()).isEqualTo(Backoff.exponential(Duration.ofSeconds(10), Duration.ofMinutes(10)));
    }

    @Test
    void goes_by_the_clock_of_its_zone() {
        Job job = Job.named("report")
                .cron("0 8 * * *")
                .zone(ZoneId.of("America/New_York"))
                .run(NOTHING);

        assertThat(job.next(Instant.parse("2026-01-31T12:00:00Z"))).isEqualTo("2026-01-31T13:00:00Z");
        assertThat(job).hasToString("report (0 8 * * * America/New_York)");
    }

    @Test
    void goes_with_a_delay() {
        Job job = Job.named("poll").every(Duration.ofMinutes(10)).run(NOTHING);

        assertThat(job.next(Instant.EPOCH)).isEqualTo(Instant.EPOCH.plusSeconds(600));
        assertThat(job.schedule()).isEqualTo("every PT10M");
    }

    @Test
    void a_malformed_cron_fails_with_the_name_of_the_job() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Job.named("cleanup").cron("0 25 * * *").run(NOTHING))
                .withMessage("Job \"cleanup\": cron has \"25\" for the hour, which is a number from 0 to 23,"
                        + " *, a range a-b, a step */n or a-b/n, or a list of these");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Job.named("")
                        .cron("nonsense")
                        .every(Duration.ZERO)
                        .timeout(Duration.ofSeconds(-1))
                        .retries(101, Backoff.DEFAULT)
                        .run(NOTHING))
                .withMessageContainingAll(
                        "name must be", "cron needs", "every must be", "timeout must be", "retries must be", "either");
    }

    @Test
    void a_job_needs_a_schedule() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Job.named("idle").run(NOTHING))
                .withMessage("Job \"idle\": a job has either a cron expression or a delay (every)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "ä", "a\n", "a/b"})
    void refuses_a_name(String name) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> OneTimeJob.named(name, String.class).run(text -> {}))
                .withMessageContaining("name must be 1 to 100");
    }

    @Test
    void refuses_data_that_json_can_not_be_read_as() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> OneTimeJob.named("mail", Runnable.class).run(text -> {}))
                .withMessage("One-time job \"mail\": JSON can't be read as java.lang.Runnable");
    }

    @Test
    void a_back_off_doubles_up_to_its_longest() {
        Backoff backoff = Backoff.exponential(Duration.ofSeconds(10), Duration.ofSeconds(35));

        assertThat(backoff.after(1)).hasSeconds(10);
        assertThat(backoff.after(2)).hasSeconds(20);
        assertThat(backoff.after(3)).hasSeconds(35);
        assertThat(backoff.after(Integer.MAX_VALUE)).hasSeconds(35);
        assertThat(Backoff.fixed(Duration.ofSeconds(5)).after(9)).hasSeconds(5);
    }

    @Test
    void a_back_off_is_positive_and_does_not_shrink() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Backoff.fixed(Duration.ZERO));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Backoff.exponential(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }

    @Test
    void an_absent_back_off_is_told_by_its_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> Job.named("backup").retries(1, absent()))
                .withMessage("wait");
        assertThatNullPointerException()
                .isThrownBy(() -> OneTimeJob.named("mail", String.class).retries(1, absent()))
                .withMessage("wait");
    }

    @SuppressWarnings("NullAway") // what a caller without null checks can do
    private static Backoff absent() {
        return null;
    }

    @Test
    void a_time_that_no_clock_can_tell_is_refused() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> Job.named("poll").every(forever).timeout(forever).run(NOTHING))
                .withMessageContainingAll("every must be", "timeout must be");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Backoff.fixed(forever));
    }
}
