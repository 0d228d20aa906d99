package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.check.Sustained;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.check.ready.Traffic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A release that bakes: traffic is measured for a while, and the budget decides whether it stays. */
@Timeout(60)
class BakeTest {
    private static final Traffic GOOD = Traffic.of(1_000, 5, Duration.ofMillis(300));
    private static final Traffic ERRORS = Traffic.of(1_000, 50, Duration.ofMillis(300));
    private static final Traffic SLOW = Traffic.of(1_000, 5, Duration.ofSeconds(3));
    private static final Traffic LITTLE = Traffic.of(3, 0, Duration.ofMillis(300));

    private final World world = new World();
    private final Queue<Traffic> measured = new ArrayDeque<>();

    @Test
    void a_budget_that_is_kept_to_the_end_releases() {
        ReleaseOutcome outcome = release(List.of());

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(outcome.steps().get(1).found()).startsWith("PASSED: 10 of 10 measurements passed.");
        assertThat(world.pauses).hasSize(9).containsOnly(Duration.ofMinutes(1));
        assertThat(world.done).containsExactly("shift", "purge");
    }

    @Test
    void a_budget_that_is_broken_too_often_ends_the_bake_early_and_undoes() {
        ReleaseOutcome outcome = release(List.of(GOOD, ERRORS, GOOD, SLOW));

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(outcome.reason())
                .startsWith("step \"canary\": FAILED: ")
                .endsWith("Over the budget: p95 PT3S of at most PT0.5S");
        assertThat(measured).hasSize(6);
        assertThat(world.pauses).hasSize(3).containsOnly(Duration.ofMinutes(1));
        assertThat(world.done).containsExactly("shift", "undo shift");
    }

    @Test
    void traffic_that_is_too_little_to_decide_undoes() {
        ReleaseOutcome outcome = release(List.of(GOOD, LITTLE));

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(outcome.reason()).startsWith("step \"canary\": INCONCLUSIVE: ");
        assertThat(measured).hasSize(8);
        assertThat(world.done).containsExactly("shift", "undo shift");
    }

    /** What is measured first; up to the tenth time all is well after that. */
    private ReleaseOutcome release(List<Traffic> first) {
        measured.addAll(first);
        IntStream.range(first.size(), 10).forEach(i -> measured.add(GOOD));
        Sustained budget = Sustained.of(
                        Budget.errorRate(0.01).p95(Duration.ofMillis(500)).check(measured::remove))
                .count(10)
                .failureLimit(1)
                .interval(Duration.ofMinutes(1))
                .pause(world.pauses::add)
                .build();
        return world.release("42")
                .step(world.step("shift").build())
                .step(Step.bake("canary", Duration.ofMinutes(30), budget).build())
                .step(world.irreversible("purge").build())
                .build()
                .run();
    }
}
