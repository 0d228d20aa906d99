package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.command.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimesTest {
    private final World world = new World();

    @Test
    void a_step_that_may_take_longer_than_the_whole_release_is_refused() {
        Command slow =
                Command.builder("sleep", "1").timeout(Duration.ofHours(1)).build();

        assertThatThrownBy(() -> world.release("42")
                        .deadline(Duration.ofMinutes(5))
                        .step(Step.bake("canary", Duration.ofMinutes(10), () -> Verdict.passed("quiet"))
                                .build())
                        .step(Step.named("slow").run(slow).build())
                        .step(Step.named("default").run(context -> {}).build())
                        .step(Step.named("command").run(Command.of("true")).build())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Release \"contentmax\": step \"canary\" may take PT10M, and the deadline is PT5M; step"
                        + " \"slow\" may take PT1H15S, and the deadline is PT5M");
    }

    @Test
    void a_step_that_the_deadline_stopped_says_so_and_is_not_tried_again() {
        Step hangs = Step.named("hangs")
                .run(context -> new CountDownLatch(1).await())
                .retries(3)
                .build();

        ReleaseOutcome outcome = world.release("42")
                .deadline(Duration.ofMillis(50))
                .step(hangs)
                .build()
                .run();

        assertThat(outcome.reason())
                .isEqualTo("step \"hangs\": the time of the release was over: did not end within PT0.05S");
        assertThat(world.pauses).isEmpty();
    }

    @Test
    void the_deadline_does_not_follow_the_wall_clock() {
        Release release = world.release("42")
                .deadline(Duration.ofHours(1))
                .step(Step.named("set the clock")
                        .run(context -> world.now = world.now.plus(Duration.ofDays(400)))
                        .build())
                .step(world.step("deploy").build())
                .build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    @Test
    void the_deadline_does_not_wait_for_a_wall_clock_that_was_set_back() {
        Release release = world.release("42")
                .deadline(Duration.ofHours(1))
                .step(Step.named("set the clock")
                        .run(context -> {
                            world.pass(Duration.ofHours(2));
                            world.now = world.now.minus(Duration.ofDays(1));
                        })
                        .build())
                .step(world.step("deploy").build())
                .build();

        assertThat(release.run().reason()).isEqualTo("the time of the release is over before step \"deploy\"");
    }

    @Test
    void who_hears_of_the_outcome_has_the_time_that_was_said() {
        List<String> heard = new ArrayList<>();
        Release release = world.release("42")
                .step(world.step("deploy").build())
                .lastly("hangs", Duration.ofMillis(20), outcome -> new CountDownLatch(1).await())
                .lastly("hears", Duration.ofHours(2), outcome -> heard.add(outcome.version()))
                .build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(heard).containsExactly("42");
    }
}
