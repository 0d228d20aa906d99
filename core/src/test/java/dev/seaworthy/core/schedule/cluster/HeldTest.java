package dev.seaworthy.core.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration HEARTBEAT = Duration.ofSeconds(8);

    private final CurrentlyExecuting executing = new CurrentlyExecuting(
            new Execution(NOW, new TaskInstance<>("backup", "scheduled")),
            () -> NOW,
            new HeartbeatConfig(HEARTBEAT, 4, HEARTBEAT.multipliedBy(4)));
    private final Held held = new Held(
            executing,
            new Run(Declared.of(Job.named("backup").cron("@yearly").run(() -> {})), Optional.empty(), () -> NOW),
            100);

    @Test
    void is_silent_since_it_began_or_since_the_last_heartbeat_that_came_through() {
        assertThat(held.silence(110)).isEqualTo(10);

        held.beaten(120);
        executing.heartbeat(false, NOW);
        held.beaten(130);

        assertThat(held.silence(140)).isEqualTo(20);
    }

    @Test
    void heartbeats_from_before_it_began_count_for_nothing() {
        held.beaten(90);

        assertThat(held.silence(110)).isEqualTo(10);
    }

    @Test
    void ticks_may_pass_from_the_largest_number_to_the_smallest() {
        Held late = new Held(executing, held.run(), Long.MAX_VALUE);

        late.beaten(Long.MIN_VALUE + 9);

        assertThat(late.silence(Long.MIN_VALUE + 10)).isEqualTo(1);
    }
}
