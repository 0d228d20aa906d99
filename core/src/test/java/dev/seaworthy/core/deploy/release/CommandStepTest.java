package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.command.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommandStepTest {
    private final World world = new World();

    @Test
    void of_a_long_last_line_the_beginning_is_noted_and_the_deployment_is_good() {
        Step deploy = Step.named("deploy")
                .run(Command.of("sh", "-c", "printf 'a%.0s' $(seq 3999); printf '😀%.0s' $(seq 1000)"))
                .build();

        ReleaseOutcome outcome = world.release("42").step(deploy).build().run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(outcome.steps().get(0).notes()).containsEntry("output", "a".repeat(3999));
    }

    @Test
    void an_undo_notes_beside_what_its_step_noted() {
        world.failing.add("shift");
        Step deploy = Step.named("deploy")
                .run(Command.of("echo", "https://contentmax-abc.example"))
                .undo(Command.of("echo", "gone"))
                .build();

        ReleaseOutcome outcome = world.release("42")
                .step(deploy)
                .step(world.step("shift").build())
                .build()
                .run();

        assertThat(outcome.steps().get(0).notes())
                .containsOnly(
                        java.util.Map.entry("exit code", "0"),
                        java.util.Map.entry("output", "https://contentmax-abc.example"),
                        java.util.Map.entry("undo exit code", "0"),
                        java.util.Map.entry("undo output", "gone"));
    }

    @Test
    void a_step_has_the_time_that_its_command_can_take() {
        Command slow = Command.builder("sleep", "1")
                .timeout(Duration.ofHours(1))
                .grace(Duration.ofMinutes(2))
                .build();

        assertThat(Step.named("slow").run(slow).build().timeout()).isEqualTo(Duration.parse("PT1H2M10S"));
        assertThat(Step.named("slow")
                        .run(slow)
                        .timeout(Duration.ofHours(3))
                        .build()
                        .timeout())
                .isEqualTo(Duration.ofHours(3));
        Step undone = Step.named("slow").run(context -> {}).undo(slow).build();
        assertThat(undone.timeout()).isEqualTo(Step.DEFAULT_TIMEOUT);
        assertThat(undone.undoTimeout()).isEqualTo(Duration.parse("PT1H2M10S"));
        assertThat(Step.named("slow").run(slow).undo(context -> {}).build().undoTimeout())
                .isEqualTo(Duration.parse("PT1H2M10S"));
    }

    @Test
    void a_command_that_is_stopped_has_its_own_grace_however_short_that_of_the_release_is() {
        Step deploy = Step.named("deploy")
                .run(Command.builder("sh", "-c", "trap 'sleep 0.3; exit 1' TERM; echo up; while :; do sleep 0.05; done")
                        .grace(Duration.ofSeconds(5))
                        .build())
                .timeout(Duration.ofMillis(300))
                .undo(context -> {})
                .build();

        ReleaseOutcome outcome = world.release("42")
                .grace(Duration.ofMillis(1))
                .step(deploy)
                .build()
                .run();

        assertThat(outcome.reason()).isEqualTo("step \"deploy\": did not end within PT0.3S");
        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
    }
}
