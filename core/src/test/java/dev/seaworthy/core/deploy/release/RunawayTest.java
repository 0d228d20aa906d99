package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.testkit.Condition;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that outlive their time and heed no interrupt. */
@Timeout(60)
class RunawayTest {
    private static final String RUNS_ON =
            "did not end within PT0.01S, and heeds no interrupt: thread" + " \"seaworthy-release-deaf\" still runs";

    private final World world = new World();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();

    @AfterEach
    void let_go() {
        stuck.countDown();
    }

    private void block() {
        inside.incrementAndGet();
        while (stuck.getCount() > 0) {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                continue; // deaf
            }
        }
        inside.decrementAndGet();
    }

    private Step.Builder deaf() {
        return Step.named("deaf").timeout(Duration.ofMillis(10)).run(context -> block());
    }

    private Release.Builder release(String version) {
        return world.release(version).grace(Duration.ofMillis(10));
    }

    private void end() throws Exception {
        stuck.countDown();
        Condition.await("the thread", () -> inside.get() == 0);
    }

    @Test
    void is_not_tried_again_while_it_runs() {
        ReleaseOutcome outcome =
                release("42").step(deaf().retries(5).build()).build().run();

        assertThat(outcome.reason()).isEqualTo("step \"deaf\": " + RUNS_ON);
        assertThat(inside).hasValue(1);
        assertThat(world.pauses).isEmpty();
    }

    @Test
    void a_check_is_not_asked_again_either_and_changes_nothing() {
        Step check = Step.check("deaf", () -> {
                    block();
                    return Verdict.passed("late");
                })
                .timeout(Duration.ofMillis(10))
                .build();

        ReleaseOutcome outcome = release("42")
                .step(world.step("deploy").build())
                .step(check)
                .build()
                .run();

        assertThat(inside).hasValue(1);
        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(outcome.reason()).isEqualTo("step \"deaf\": ERROR: " + RUNS_ON);
    }

    @Test
    void its_undo_is_not_believed_until_it_has_ended() throws Exception {
        Release release = release("42")
                .step(world.step("deploy").build())
                .step(deaf().undo(context -> world.done.add("undo deaf"))
                        .undoTimeout(Duration.ofSeconds(30))
                        .build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLBACK_INCOMPLETE);
        assertThat(outcome.reason()).isEqualTo("step \"deaf\": " + RUNS_ON);
        assertThat(outcome.notUndone())
                .extracting(StepOutcome::undoReason)
                .containsExactly("its undo ran while the step itself still ran, and may have acted later");
        assertThat(world.done).containsExactly("deploy", "undo deaf", "undo deploy");
        assertThat(release("42")
                        .step(world.step("deploy").build())
                        .step(deaf().build())
                        .build()
                        .rollBack()
                        .reason())
                .isEqualTo("thread \"seaworthy-release-deaf\" of step \"deaf\" still runs in this process: nothing more"
                        + " is done before it ends");
        end();
        Condition.await("the thread", () -> release.rollBack().status() == ReleaseStatus.ROLLED_BACK);
        assertThat(world.done).containsExactly("deploy", "undo deaf", "undo deploy", "undo deaf");
    }

    @Test
    void without_an_undo_the_rollback_is_incomplete_too() throws Exception {
        Release release = release("42").step(deaf().build()).build();

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.ROLLBACK_INCOMPLETE);
        end();
        Condition.await("the thread", () -> release.rollBack().status() == ReleaseStatus.ROLLED_BACK);
    }

    @Test
    void it_is_not_run_once_more_after_the_rollback() {
        ReleaseOutcome outcome = release("42")
                .step(world.step("deploy").build())
                .step(deaf().againAfterUndo().build())
                .build()
                .run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLBACK_INCOMPLETE);
        assertThat(outcome.steps().get(1).againReason()).isEqualTo("it still runs, and is not run twice at a time");
        assertThat(inside).hasValue(1);
    }

    @Test
    void an_undo_that_runs_on_could_not_undo() {
        world.failing.add("deploy");
        Step deploy = world.irreversible("deploy")
                .retries(3)
                .undo(context -> block())
                .undoTimeout(Duration.ofMillis(10))
                .build();

        ReleaseOutcome outcome = release("42").step(deploy).build().run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLBACK_INCOMPLETE);
        assertThat(outcome.steps().get(0).undoReason()).endsWith("thread \"seaworthy-release-deploy\" still runs");
        assertThat(inside).hasValue(1);
    }

    @Test
    void beyond_the_point_of_no_return_the_release_is_halted_and_not_resumed_while_it_runs() throws Exception {
        Release release = release("42")
                .step(world.step("deploy").build())
                .pointOfNoReturn()
                .step(deaf().build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.HALTED);
        assertThat(outcome.reason()).isEqualTo("step \"deaf\": " + RUNS_ON);
        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.REFUSED);
        end();
        Condition.await("the thread", () -> release.resume().status() == ReleaseStatus.RELEASED);
    }

    @Test
    void it_can_note_nothing_more() throws Exception {
        CompletableFuture<Throwable> late = new CompletableFuture<>();
        Release release = release("42")
                .step(Step.named("deaf")
                        .timeout(Duration.ofMillis(10))
                        .run(context -> {
                            block();
                            try {
                                context.note("late", "value");
                            } catch (IllegalStateException e) {
                                late.complete(e);
                            }
                        })
                        .build())
                .build();

        release.run();
        stuck.countDown();

        assertThat(late.get()).hasMessage("step deaf notes late when its time is over");
    }

    @Test
    void an_interrupted_caller_is_told_of_it() {
        Thread caller = Thread.currentThread();
        Release release = release("42")
                .step(Step.named("deaf")
                        .run(context -> {
                            caller.interrupt();
                            block();
                        })
                        .build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.reason())
                .startsWith("the calling thread was interrupted: resume it, roll it back, or settle it; thread"
                        + " \"seaworthy-release-deaf\" of step \"deaf\" still runs");
        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.REFUSED);
    }
}
