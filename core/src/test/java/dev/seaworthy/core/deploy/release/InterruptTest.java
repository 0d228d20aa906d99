package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.testing.InMemoryJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupts of the caller and of steps, with journals that bear them in their own way. */
@Timeout(60)
class InterruptTest {
    @TempDir
    private Path folder;

    private final World world = new World();
    private final InMemoryJournal memory = new InMemoryJournal();

    private enum Kept {
        IN_MEMORY,
        IN_DIRECTORY
    }

    private Journal journal(Kept kept) {
        return kept == Kept.IN_MEMORY ? memory : Journal.directory(folder);
    }

    @ParameterizedTest
    @EnumSource
    void an_interrupted_caller_stops_where_it_is_and_can_go_on(Kept kept) {
        Thread caller = Thread.currentThread();
        Release release = world.release("42", journal(kept))
                .step(world.step("deploy").build())
                .step(Step.named("wait")
                        .run(context -> {
                            if (context.noted("was here").isEmpty()) {
                                context.note("was here", "yes");
                                caller.interrupt();
                                new CountDownLatch(1).await();
                            }
                        })
                        .build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.status()).isEqualTo(ReleaseStatus.INTERRUPTED);
        assertThat(outcome.reason())
                .isEqualTo("the calling thread was interrupted: resume it, roll it back, or settle it");
        assertThat(world.release("43", journal(kept))
                        .step(Step.approval("go"))
                        .build()
                        .run()
                        .reason())
                .isEqualTo("version 42 was begun and has not ended: resume it, roll it back, or settle it");
        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    @ParameterizedTest
    @EnumSource
    void who_is_interrupted_while_others_hear_of_the_outcome_is_told_it_and_they_hear_later(Kept kept) {
        Thread caller = Thread.currentThread();
        List<String> heard = new ArrayList<>();
        Release release = world.release("42", journal(kept))
                .step(world.step("deploy").build())
                .lastly("interrupts", outcome -> {
                    if (heard.isEmpty()) {
                        heard.add("half");
                        caller.interrupt();
                        new CountDownLatch(1).await();
                    }
                })
                .lastly("notify", outcome -> heard.add(outcome.status().name()))
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(heard).containsExactly("half");
        assertThat(release.resume().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(heard).containsExactly("half", "RELEASED");
    }

    @ParameterizedTest
    @EnumSource
    void a_step_that_notes_without_end_is_stopped_and_undone(Kept kept) {
        Release release = world.release("42", journal(kept))
                .step(world.step("deploy").build())
                .step(Step.named("notes")
                        .timeout(Duration.ofMillis(100))
                        .run(context -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                context.note("status", "one");
                                Thread.onSpinWait();
                            }
                            context.note("status", "interrupted");
                            throw new InterruptedException();
                        })
                        .build())
                .build();

        ReleaseOutcome outcome = release.run();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(world.done).containsExactly("deploy", "undo deploy");
    }
}
