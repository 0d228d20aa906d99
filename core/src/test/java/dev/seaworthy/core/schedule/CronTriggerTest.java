package dev.seaworthy.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
