package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.release.journal.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A step acted, and what it notes can't be written. */
@Timeout(60)
class UnwrittenNoteTest {
    private static final String TOLD_TO_FAIL = "the journal of contentmax was told to fail";

    private final World world = new World();

    private ReleaseOutcome run(StepAction deploy) {
        return world.release("42")
                .step(Step.named("deploy").run(deploy).retries(3).build())
                .build()
                .run();
    }

    @Test
    void the_step_is_not_tried_again_and_the_release_stops() {
        assertThatThrownBy(() -> run(this::noting))
                .isInstanceOf(JournalException.class)
                .hasMessage(TOLD_TO_FAIL);
        assertThat(world.done).containsExactly("deploy");
    }

    @Test
    void whatever_the_step_makes_of_it() {
        assertThatThrownBy(() -> run(context -> {
                    try {
                        noting(context);
                    } catch (JournalException e) {
                        throw new IllegalStateException("deploy is broken");
                    }
                }))
                .isInstanceOf(JournalException.class)
                .hasMessage(TOLD_TO_FAIL);
        assertThat(world.done).containsExactly("deploy");
    }

    @Test
    void another_journal_that_fails_is_a_failure_like_any() {
        ReleaseOutcome outcome = run(context -> {
            world.done.add("deploy");
            throw new JournalException("another journal is broken");
        });

        assertThat(outcome.reason()).isEqualTo("step \"deploy\": another journal is broken");
        assertThat(world.done).containsExactly("deploy", "deploy", "deploy", "deploy");
    }

    private void noting(StepContext context) {
        world.done.add("deploy");
        world.journal.failAfter(0);
        context.note("url", "https://contentmax.example");
    }
}
