package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.command.Command;
import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import dev.seaworthy.core.schedule.Backoff;
import dev.seaworthy.testkit.Aside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReleaseTest {
    private final World world = new World();

    private Release release(String version) {
        return world.release(version)
                .step(world.irreversible("backup").build())
                .step(world.step("deploy").build())
                .step(world.step("shift").build())
                .step(world.irreversible("purge").againAfterUndo().build())
                .build();
    }

    @Test
    void runs_the_steps_in_their_order() {
        ReleaseOutcome outcome = release("42").run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(world.done).containsExactly("backup", "deploy", "shift", "purge");
        assertThat(outcome).hasToString("""
                contentmax 42: RELEASED
                  backup: done
                  deploy: done
                  shift: done
                  purge: done""");
    }

    @Test
    void a_failure_undoes_in_reverse_what_was_begun_and_then_purges_once_more() {
        world.failing.add("shift");

        ReleaseOutcome outcome = release("42").run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(world.done).containsExactly("backup", "deploy", "shift", "undo shift", "undo deploy", "purge");
        assertThat(outcome.undone()).extracting(StepOutcome::step).containsExactly("deploy", "shift");
        assertThat(outcome).hasToString("""
                contentmax 42: ROLLED_BACK: step "shift": java.lang.IllegalStateException: shift is broken
                  backup: done; NOT undone, as it has no undo
                  deploy: done; undone
                  shift: failed: java.lang.IllegalStateException: shift is broken; undone
                  purge: not begun; once more after the rollback: done""");
    }

    @Test
    void nothing_runs_once_more_where_nothing_was_undone() {
        world.failing.add("backup");

        assertThat(release("42").run().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(world.done).containsExactly("backup");
    }

    @Test
    void an_undo_that_fails_does_not_keep_the_others_from_it_and_is_told() {
        world.failing.add("purge");
        world.failing.add("undo shift");

        ReleaseOutcome outcome = release("42").run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLBACK_INCOMPLETE);
        assertThat(world.done)
                .containsExactly("backup", "deploy", "shift", "purge", "undo shift", "undo deploy", "purge");
        assertThat(outcome.notUndone()).extracting(StepOutcome::step).containsExactly("shift");
        assertThat(outcome.toString())
                .contains("shift: done; could NOT be undone: java.lang.IllegalStateException: undo shift is broken")
                .contains(
                        "purge: failed: java.lang.IllegalStateException: purge is broken; NOT undone, as it has no undo;"
                                + " once more after the rollback: failed: java.lang.IllegalStateException: purge is broken");
    }

    @Test
    void a_hung_step_is_interrupted_and_undone() {
        world.hanging.add("shift");

        ReleaseOutcome outcome = release("42").run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(outcome.reason()).isEqualTo("step \"shift\": did not end within PT0.03S");
        assertThat(world.done).containsExactly("backup", "deploy", "shift", "undo shift", "undo deploy", "purge");
    }

    @Test
    void what_fails_is_tried_again_with_back_off() {
        AtomicInteger tries = new AtomicInteger();
        Step flaky = Step.named("flaky")
                .retries(2, Backoff.exponential(Duration.ofSeconds(3), Duration.ofSeconds(60)))
                .run(context -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .build();

        assertThat(world.release("42").step(flaky).build().run().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(world.pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(6));

        tries.set(-1);
        assertThat(world.release("43").step(flaky).build().run().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(tries).hasValue(2);
    }

    @Test
    void a_check_that_can_not_measure_has_a_limit_of_its_own() {
        AtomicInteger asked = new AtomicInteger();
        Step smoke = Step.check("smoke", () -> {
                    if (asked.incrementAndGet() <= 4) {
                        throw new IllegalStateException("no network");
                    }
                    return Verdict.failed("500 instead of 200");
                })
                .build();

        ReleaseOutcome outcome = world.release("42").step(smoke).build().run();

        assertThat(asked).hasValue(5);
        assertThat(outcome.reason()).isEqualTo("step \"smoke\": FAILED: 500 instead of 200");
    }

    @Test
    void a_check_that_never_measures_is_an_error_and_no_failure() {
        Step smoke = Step.check("smoke", () -> Verdict.error("no answer"))
                .errorRetries(2)
                .retries(9)
                .build();
        Step hung = Step.check("hung", () -> {
                    new CountDownLatch(1).await();
                    return Verdict.passed("never");
                })
                .errorRetries(0)
                .retries(9)
                .timeout(Duration.ofMillis(20))
                .build();

        assertThat(world.release("42").step(smoke).build().run().reason())
                .isEqualTo("step \"smoke\": ERROR: no answer");
        assertThat(world.pauses).hasSize(2);
        assertThat(world.release("43").step(hung).build().run().reason())
                .isEqualTo("step \"hung\": ERROR: did not end within PT0.02S");
    }

    @Test
    void an_inconclusive_check_stops_a_release_under_its_own_name_and_a_warning_does_not() {
        Step warned =
                Step.check("size", () -> Verdict.warned("larger than before")).build();
        Step baked = Step.bake("canary", Duration.ofMinutes(30), () -> Verdict.inconclusive("3 requests"))
                .build();

        ReleaseOutcome outcome =
                world.release("42").step(warned).step(baked).build().run();

        assertThat(outcome.reason()).isEqualTo("step \"canary\": INCONCLUSIVE: 3 requests");
        assertThat(outcome.steps().get(0).found()).isEqualTo("WARNED: larger than before");
    }

    @Test
    void beyond_the_point_of_no_return_a_failure_is_left_to_a_person() {
        world.failing.add("shift");
        Release release = world.release("42")
                .step(world.step("deploy").build())
                .pointOfNoReturn()
                .step(world.irreversible("migrate").build())
                .step(world.step("shift").build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.HALTED);
        assertThat(outcome.notUndone()).extracting(StepOutcome::step).containsExactly("deploy", "shift");
        assertThat(release.rollBack().reason())
                .isEqualTo("the run is beyond its point of no return: resume it when the cause is gone, or settle it");
        assertThat(release.run().status()).isEqualTo(ReleaseStatus.REFUSED);

        world.failing.clear();
        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(world.done).containsExactly("deploy", "migrate", "shift", "shift");
    }

    @Test
    void before_the_point_of_no_return_a_failure_is_undone() {
        world.failing.add("deploy");
        Release release = world.release("42")
                .step(world.step("deploy").build())
                .pointOfNoReturn()
                .step(world.irreversible("migrate").build())
                .build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
    }

    @Test
    void the_deadline_undoes_what_was_done_and_does_not_bound_the_undo() {
        Step slow = Step.named("slow")
                .run(context -> world.pass(Duration.ofHours(2)))
                .undo(context -> world.pass(Duration.ofHours(2)))
                .build();
        Release release = world.release("42")
                .deadline(Duration.ofHours(1))
                .step(world.step("deploy").build())
                .step(slow)
                .step(world.step("shift").build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(outcome.reason()).isEqualTo("the time of the release is over before step \"shift\"");
        assertThat(world.done).containsExactly("deploy", "undo deploy");
    }

    @Test
    void no_try_begins_after_the_deadline() {
        Release release = world.release("42")
                .deadline(Duration.ofSeconds(2))
                .step(Step.named("deploy")
                        .run(context -> {
                            world.done.add("deploy");
                            throw new IllegalStateException("broken");
                        })
                        .undo(context -> world.done.add("undo deploy"))
                        .retries(100)
                        .build())
                .build();

        assertThat(release.run().reason()).endsWith("no time is left for another try");
        assertThat(world.done).containsExactly("deploy", "deploy", "undo deploy");
    }

    @Test
    void the_same_version_twice_does_nothing() {
        release("42").run();
        world.done.clear();

        ReleaseOutcome again = release("42").run();

        assertThat(again.status()).isEqualTo(ReleaseStatus.ALREADY_RELEASED);
        assertThat(again.isReleased()).isTrue();
        assertThat(world.done).isEmpty();
    }

    @Test
    void an_older_version_may_be_released_again_and_one_that_a_rollback_brought_back_is_released() {
        undoable("41").run();
        undoable("42").run();
        world.failing.add("shift");
        assertThat(undoable("43").run().withoutUndo()).isEmpty();
        world.failing.clear();

        assertThat(undoable("42").run().status()).isEqualTo(ReleaseStatus.ALREADY_RELEASED);
        assertThat(undoable("41").run().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(undoable("42").run().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    private Release undoable(String version) {
        return world.release(version)
                .step(Step.check("ready", () -> Verdict.passed("yes")).build())
                .step(world.irreversible("purge").againAfterUndo().build())
                .step(world.step("deploy").build())
                .step(world.step("shift").build())
                .build();
    }

    @Test
    void where_a_step_acted_that_has_no_undo_the_version_before_can_be_released_again() {
        release("41").run();
        world.failing.add("shift");

        ReleaseOutcome outcome = release("42").run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(outcome.withoutUndo()).extracting(StepOutcome::step).containsExactly("backup");
        world.failing.clear();
        world.done.clear();
        assertThat(release("41").run().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(world.done).containsExactly("backup", "deploy", "shift", "purge");
        assertThat(release("41").run().status()).isEqualTo(ReleaseStatus.ALREADY_RELEASED);
    }

    @Test
    void a_check_that_was_skipped_does_not_let_a_release_go_on() {
        Step skipped = Step.check("smoke", () -> Verdict.skipped("no address")).build();

        ReleaseOutcome outcome = world.release("42").step(skipped).build().run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(outcome.reason()).isEqualTo("step \"smoke\": SKIPPED: no address");
    }

    @Test
    void a_released_version_can_be_rolled_back_later_and_released_anew() {
        release("42").run();
        world.done.clear();

        assertThat(release("42").rollBack().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(world.done).containsExactly("undo shift", "undo deploy", "purge");
        assertThat(release("42").rollBack().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(world.done).hasSize(3);
        assertThat(release("42").run().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    @Test
    void a_rollback_that_was_incomplete_is_tried_again_where_it_failed() {
        world.failing.add("purge");
        world.failing.add("undo shift");
        release("42").run();
        assertThat(release("43").run().reason())
                .isEqualTo("version 42 ended ROLLBACK_INCOMPLETE: roll it back once more, or settle it");
        world.failing.clear();
        world.done.clear();

        assertThat(release("42").rollBack().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(world.done).containsExactly("undo shift", "purge");
        assertThat(release("43").run().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    @Test
    void what_a_person_put_right_does_not_stop_the_next_release() {
        assertThatThrownBy(() -> release("42").settle("ann", "nothing"))
                .isInstanceOf(ReleaseException.class)
                .hasMessage("contentmax 42 is not the last run in its journal");
        world.failing.add("purge");
        world.failing.add("undo shift");
        release("42").run();
        world.failing.clear();

        release("42").settle("ann", "shifted back by hand");

        assertThat(release("42").rollBack().reason()).isEqualTo("a person has put right what the last run left");
        assertThat(release("43").run().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThatThrownBy(() -> release("43").settle("ann", "nothing")).isInstanceOf(ReleaseException.class);
    }

    @Test
    void who_hears_of_it_comes_last_and_changes_nothing() {
        List<String> heard = new ArrayList<>();
        Release release = world.release("42")
                .step(world.step("deploy").build())
                .lastly("broken", outcome -> {
                    throw new AssertionError("dead");
                })
                .lastly("notify", outcome -> heard.add(outcome.toString() + world.done))
                .build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(heard).containsExactly("contentmax 42: RELEASED\n  deploy: done[deploy]");
        assertThat(release.run().status()).isEqualTo(ReleaseStatus.ALREADY_RELEASED);
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_second_one_is_refused_while_the_first_runs() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        Release first = world.release("42")
                .step(Step.named("wait")
                        .run(context -> {
                            inside.countDown();
                            on.await();
                        })
                        .build())
                .build();
        CompletableFuture<ReleaseOutcome> running = Aside.call(first::run);
        inside.await();

        ReleaseOutcome second = release("43").run();
        on.countDown();

        assertThat(second.status()).isEqualTo(ReleaseStatus.REFUSED);
        assertThat(second.reason()).isEqualTo("another process or thread is at a release of contentmax");
        assertThat(running.get().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(world.done).isEmpty();
    }

    @Test
    void waits_for_the_approval_of_the_step_that_it_is_at() {
        Release release = world.release("42")
                .step(world.step("10 %").build())
                .step(Step.approval("to 50 %"))
                .step(world.step("50 %").build())
                .step(Step.approval("to 100 %"))
                .build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.AWAITING_APPROVAL);
        assertThatThrownBy(() -> release.approve("to 100 %", "ann"))
                .isInstanceOf(ReleaseException.class)
                .hasMessage("contentmax 42 waits for approval of \"to 50 %\", and not of \"to 100 %\"");
        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.AWAITING_APPROVAL);
        assertThat(world.done).containsExactly("10 %");

        release.approve("to 50 %", "ann");
        assertThatThrownBy(() -> release.approve("to 50 %", "bob")).hasMessageContaining("waits for no approval");
        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.AWAITING_APPROVAL);
        release.approve("to 100 %", "ann");

        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(world.done).containsExactly("10 %", "50 %");
        assertThat(world.journal.read("contentmax"))
                .anySatisfy(
                        entry -> assertThat(entry).hasToString("2026-01-02T03:04:05Z 42 APPROVED to 100 % {by=ann}"));
    }

    @Test
    void a_release_that_is_not_approved_can_be_rolled_back() {
        Release release = world.release("42")
                .step(world.step("10 %").build())
                .step(Step.approval("to 50 %"))
                .build();
        release.run();

        assertThat(release.rollBack().reason()).isEqualTo("it was asked for");
        assertThat(world.done).containsExactly("10 %", "undo 10 %");
    }

    @Test
    void a_step_notes_what_a_later_one_and_its_undo_need() {
        List<String> seen = new ArrayList<>();
        Release release = world.release("42")
                .step(Step.named("deploy")
                        .run(Command.of("echo", "https://contentmax-abc.example"))
                        .undo(context ->
                                seen.add("undo " + context.noted("output").orElseThrow()))
                        .build())
                .step(Step.named("promote")
                        .run(context -> {
                            seen.add(context.noted("deploy", "output").orElseThrow());
                            throw new IllegalStateException("no");
                        })
                        .build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(seen).containsExactly("https://contentmax-abc.example", "undo https://contentmax-abc.example");
        assertThat(outcome.steps().get(0).notes())
                .containsEntry("exit code", "0")
                .containsEntry("output", "https://contentmax-abc.example");
    }

    @Test
    void a_command_that_fails_fails_its_step() {
        Release release = world.release("42")
                .step(Step.named("deploy")
                        .run(Command.of("sh", "-c", "echo no project >&2; exit 3"))
                        .undo(Command.of("true"))
                        .build())
                .build();

        assertThat(release.run().reason())
                .isEqualTo("step \"deploy\": sh -c 'echo no project >&2; exit 3': exit code 3: no project");
    }

    @Test
    void other_steps_than_the_run_began_with_are_refused() {
        world.journal.failAfter(3);
        assertThatThrownBy(() -> release("42").run()).isInstanceOf(JournalException.class);
        world.journal.recover();
        Release other = world.release("42")
                .step(world.irreversible("backup").build())
                .step(world.step("smoke").build())
                .build();

        assertThat(other.resume().reason())
                .isEqualTo(
                        "step 2 is \"smoke\", and was \"deploy\" when the run began: go on with the steps that it had, or settle it");
        assertThat(other.rollBack().status()).isEqualTo(ReleaseStatus.REFUSED);
        assertThat(release("43").resume().reason())
                .isEqualTo(
                        "the last run is one of version 42: version 42 was begun and has not ended: resume it, roll it back, or settle it");
    }

    @Test
    void nothing_can_be_resumed_or_rolled_back_that_never_began() {
        assertThat(release("42").resume().reason()).isEqualTo("the journal knows no run of it");
        assertThat(release("42").rollBack().status()).isEqualTo(ReleaseStatus.REFUSED);
    }

    @Test
    void each_entry_of_the_journal_is_told_as_it_is_written() {
        List<JournalEntry> heard = new ArrayList<>();
        world.release("42")
                .step(world.step("deploy").build())
                .onEntry(heard::add)
                .build()
                .run();

        assertThat(heard).isEqualTo(world.journal.read("contentmax"));
        assertThat(heard)
                .extracting(entry -> entry.event() + " " + entry.step())
                .containsExactly("BEGUN ", "STEP_BEGUN deploy", "STEP_DONE deploy", "ENDED ");
    }

    @Test
    void who_hears_of_each_entry_can_not_harm_the_release() {
        Release release = world.release("42")
                .step(world.step("deploy").build())
                .onEntry(entry -> {
                    throw new IllegalStateException("deaf");
                })
                .build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    @Test
    void a_dry_run_tells_what_would_run_and_runs_nothing() {
        Release release = world.release("42")
                .step(Step.named("deploy")
                        .run(Command.of("vercel", "deploy"))
                        .undo(Command.of("vercel", "rollback", "before"))
                        .retries(2)
                        .build())
                .pointOfNoReturn()
                .step(world.irreversible("migrate").build())
                .step(Step.approval("all traffic"))
                .step(world.irreversible("purge").againAfterUndo().build())
                .lastly("notify", outcome -> {})
                .build();

        assertThat(release.dryRun())
                .containsExactly(
                        "deploy: vercel deploy; within PT10M15S; tried 3 times at most; undo: vercel rollback before",
                        "-- point of no return: what comes now is not undone",
                        "migrate: code; within PT1M",
                        "all traffic: waits for approval",
                        "purge: code; within PT1M; once more after a rollback",
                        "notify: hears of the outcome");
        assertThat(world.done).isEmpty();
        assertThat(world.journal.read("contentmax")).isEmpty();
    }

    @Test
    void tells_all_that_is_wrong_with_a_declaration_together() {
        assertThatThrownBy(() -> Release.named("content max", " ")
                        .deadline(Duration.ZERO)
                        .grace(Duration.ofSeconds(-1))
                        .step(Step.named("deploy").run(context -> {}).build())
                        .step(Step.named("deploy").run(context -> {}).build())
                        .lastly("notify", Duration.ZERO, outcome -> {})
                        .pointOfNoReturn()
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Release \"content max\": its name must be 1 to 100 letters, digits, dots, dashes and"
                        + " underscores, the first of them a letter or digit; its version must be one line of 1 to 200"
                        + " characters; say where its journal is; no step comes after the point of no return; two steps"
                        + " are named \"deploy\"; the timeout of \"notify\" must be from PT0.001S to PT720H: PT0S; its deadline must be positive, and PT720H at most: PT0S; its grace must"
                        + " not be negative, and PT720H at most: PT-1S");
        assertThatThrownBy(() ->
                        Step.named(" x").timeout(Duration.ZERO).retries(101).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Step \" x\": its name must be one line of 1 to 100 characters, without space at its ends;"
                        + " say what it runs; timeout must be from PT0.001S to PT168H: PT0S; retries must be 0 to 100:"
                        + " 101");
    }

    @Test
    void a_release_has_no_more_steps_than_a_line_of_its_journal_can_name() {
        Release.Builder builder = world.release("42");
        IntStream.rangeClosed(1, 300)
                .forEach(number ->
                        builder.step(world.irreversible("n".repeat(96) + number).build()));
        world.failing.add("n".repeat(96) + 300);

        assertThat(builder.build().run().withoutUndo()).hasSize(300);
        builder.step(Step.approval("one more"));
        assertThatThrownBy(builder::build).hasMessageContaining("it has 301 steps, and 300 are the most");
    }

    @Test
    void defaults_are_as_documented() {
        assertThat(Step.DEFAULT_TIMEOUT).isEqualTo(Duration.ofMinutes(15));
        assertThat(Step.DEFAULT_BACKOFF).isEqualTo(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)));
        assertThat(Release.DEFAULT_DEADLINE).isEqualTo(Duration.ofHours(6));
        assertThat(Release.GRACE).isEqualTo(Duration.ofSeconds(15));
        assertThat(Release.LASTLY_TIMEOUT).isEqualTo(Duration.ofMinutes(1));
    }
}
