package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.schedule.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronsTest {
    @Test
    void jobs_and_crons_are_declared_once() {
        Job cleanup = Job.named("cleanup").cron("0 2 * * *").run(() -> {});
        Job backup = Job.named("backup")
                .cron("0 */6 * * *")
                .zone(ZoneId.of("Etc/UTC"))
                .run(() -> {});

        VercelConfig config = VercelConfig.builder()
                .crons("/api/cron/", List.of(cleanup, backup))
                .build();

        assertThat(config.crons())
                .containsExactly(
                        new VercelCron("/api/cron/cleanup", "0 2 * * *"),
                        new VercelCron("/api/cron/backup", "0 */6 * * *"));
        assertThat(config.crons().get(0).next(Instant.EPOCH, 1)).containsExactly(cleanup.next(Instant.EPOCH));
    }

    @Test
    void jobs_that_vercel_cannot_run_are_refused_together() {
        Job delayed = Job.named("delayed").every(Duration.ofMinutes(10)).run(() -> {});
        Job inBerlin = Job.named("berlin")
                .cron("0 2 * * *")
                .zone(ZoneId.of("Europe/Berlin"))
                .run(() -> {});
        Job seconds = Job.named("seconds").cron("0 0 2 * * *").run(() -> {});
        Job macro = Job.named("macro").cron("@daily").run(() -> {});
        Job named = Job.named("named").cron("0 2 * * MON").run(() -> {});

        assertThatThrownBy(() -> VercelConfig.builder()
                        .crons("/cron/", List.of(delayed, inBerlin, seconds, macro, named))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Job delayed (every PT10M) can't be a cron job of Vercel: a delay")
                .hasMessageContaining(
                        "Job berlin (0 2 * * * Europe/Berlin) can't be a cron job of Vercel: Vercel runs by UTC")
                .hasMessageContaining(
                        "Job seconds (0 0 2 * * * UTC) can't be a cron job of Vercel: its schedule has 6 fields")
                .hasMessageContaining("Job macro (@daily UTC) can't be a cron job of Vercel: its schedule has 1 fields")
                .hasMessageContaining(
                        "Job named (0 2 * * MON UTC) can't be a cron job of Vercel: its schedule has letters");
    }

    @Test
    void the_next_runs_can_be_seen() {
        assertThat(new VercelCron("/a", "30 */12 * * *").next(Instant.parse("2026-11-27T12:30:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-11-28T00:30:00Z"),
                        Instant.parse("2026-11-28T12:30:00Z"),
                        Instant.parse("2026-11-29T00:30:00Z"));
        assertThatThrownBy(() -> new VercelCron("/a", "* * * * *").next(Instant.EPOCH, 1_001))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VercelCron("/a", "0 0 31 2 *").next(Instant.EPOCH, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_long_random_secret_is_well() {
        assertThat(CronSecret.problems(Secret.of("f9G2_kd~83!hsPq4"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f9G2_kd~83!hsPq",
                " f9G2_kd~83!hsPq4",
                "f9G2_kd~83!hsPq4\n",
                "f9G2_kd~é83!hsPq4",
                "f9G2_kd~\u007f83!hsPq4"
            })
    void a_secret_that_no_header_can_hold_is_told_of(String secret) {
        assertThat(CronSecret.problems(Secret.of(secret)))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("CRON_SECRET ") && !problem.contains("hsPq"));
    }
}
