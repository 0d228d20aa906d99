package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import dev.seaworthy.testkit.Aside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On the journal that a thread's interrupt could harm: that of a directory. */
@Timeout(60)
class InterruptedReleaseTest {
    @TempDir
    private Path folder;

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private Release release(StepAction action) {
        return Release.named("contentmax", "42")
                .journal(Journal.directory(folder))
                .grace(Duration.ofSeconds(5))
                .step(Step.named("deploy")
                        .timeout(Duration.ofSeconds(50))
                        .run(action)
                        .undo(context -> done.add("undo deploy"))
                        .build())
                .build();
    }

    @Test
    void a_release_whose_caller_is_interrupted_says_so_and_can_be_rolled_back() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        Release release = release(context -> {
            inside.countDown();
            new CountDownLatch(1).await();
        });
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CompletableFuture<ReleaseOutcome> running = Aside.call(() -> {
            caller.complete(Thread.currentThread());
            return release.run();
        });
        inside.await();

        caller.get().interrupt();

        assertThat(running.get().status()).isEqualTo(ReleaseStatus.INTERRUPTED);
        assertThat(release.rollBack().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(done).containsExactly("undo deploy");
    }

    @Test
    void a_step_that_notes_while_it_is_interrupted_is_undone_like_any_other() {
        Release release = release(context -> {
            Thread.currentThread().interrupt();
            context.note("deployment", "dpl_1");
            throw new IllegalStateException("stopped");
        });

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(done).containsExactly("undo deploy");
        assertThat(Journal.directory(folder).read("contentmax"))
                .extracting(JournalEntry::event)
                .contains(JournalEvent.NOTED, JournalEvent.STEP_FAILED, JournalEvent.UNDONE);
    }
}
