package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be done about a run that has not come to a good end. */
@Timeout(60)
class OpenRunTest {
    private final World world = new World();

    private Release release(String version) {
        return world.release(version)
                .step(world.step("deploy").build())
                .pointOfNoReturn()
                .step(world.irreversible("migrate").build())
                .build();
    }

    private void dieAfter(int entries) {
        world.journal.failAfter(entries);
        assertThatThrownBy(() -> release("42").run()).isInstanceOf(JournalException.class);
        world.journal.recover();
    }

    @Test
    void a_killed_run_whose_steps_are_others_now_can_be_settled() {
        dieAfter(2);
        Release renamed =
                world.release("42").step(world.step("deliver").build()).build();

        assertThat(renamed.resume().reason())
                .isEqualTo("step 1 is \"deliver\", and was \"deploy\" when the run began: go on with the steps that it"
                        + " had, or settle it");
        assertThat(renamed.rollBack().reason()).endsWith("or settle it");
        renamed.settle("ann", "nothing had been deployed");

        assertThat(renamed.resume().reason()).isEqualTo("a person has put right what the last run left");
        assertThat(renamed.run().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    @Test
    void a_run_that_has_ended_well_leaves_nothing_to_settle() {
        release("42").run();

        assertThatThrownBy(() -> release("42").settle("ann", "nothing"))
                .hasMessage("contentmax 42: its last run left nothing for a person to put right");
        assertThat(world.release("42")
                        .step(world.step("deliver").build())
                        .build()
                        .rollBack()
                        .reason())
                .isEqualTo("step 1 is \"deliver\", and was \"deploy\" when the run began");
    }

    @Test
    void a_run_is_not_settled_while_another_holds_it() {
        Release within = release("42");
        Release release = world.release("42")
                .step(Step.named("deploy")
                        .run(context -> within.settle("ann", "too early"))
                        .build())
                .build();

        assertThat(release.run().reason())
                .isEqualTo("step \"deploy\": another process or thread is at a release of contentmax");
    }

    @Test
    void what_waits_for_approval_can_be_settled_and_is_not_approved_then() {
        Release release = world.release("42").step(Step.approval("go")).build();
        release.run();
        assertThat(release("43").run().reason())
                .isEqualTo("version 42 was begun and has not ended: approve \"go\" and resume it, roll it back, or"
                        + " settle it");

        release.settle("ann", "given up");

        assertThatThrownBy(() -> release.approve("go", "bob")).hasMessageContaining("waits for no approval");
        assertThat(release("43").run().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    @Test
    void what_is_advised_is_what_is_not_refused() {
        dieAfter(4);
        assertThat(release("43").run().reason())
                .isEqualTo("version 42 was begun and has not ended: resume it, or settle it");
        assertThat(release("42").rollBack().reason())
                .isEqualTo("the run is beyond its point of no return: resume it, or settle it");
        world.failing.add("migrate");
        release("42").resume();

        assertThat(release("43").run().reason())
                .isEqualTo("version 42 ended HALTED: resume it when the cause is gone, or settle it");
        release("42").settle("ann", "migrated by hand");
        assertThat(release("42").resume().reason()).isEqualTo("a person has put right what the last run left");
    }

    @Test
    void after_an_incomplete_rollback_it_is_rolled_back_once_more_and_not_resumed() {
        world.failing.add("deploy");
        world.failing.add("undo deploy");
        release("42").run();

        assertThat(release("43").run().reason())
                .isEqualTo("version 42 ended ROLLBACK_INCOMPLETE: roll it back once more, or settle it");
        assertThat(release("42").resume().status()).isEqualTo(ReleaseStatus.ROLLBACK_INCOMPLETE);
        assertThat(world.done).containsExactly("deploy", "undo deploy");
    }

    @Test
    void a_run_does_not_note_without_end() {
        Release release = world.release("42")
                .step(Step.named("poll")
                        .run(context -> {
                            for (int i = 0; i < 1_000_000; i++) {
                                context.note("status", "waited " + i);
                            }
                        })
                        .build())
                .build();

        assertThat(release.run().reason())
                .isEqualTo("step \"poll\": java.lang.IllegalStateException: step poll notes status, and there are 10000"
                        + " notes in this run already");
        assertThat(world.journal.read("contentmax"))
                .filteredOn(entry -> entry.event() == JournalEvent.NOTED)
                .hasSize(StepContext.MOST_WRITES);
    }
}
