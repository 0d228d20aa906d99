package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The session of a journal in PostgreSQL is cut off while a step runs: its lock is free, and the step still acts. */
@Timeout(120)
class LostJournalTest {
    private static final Duration BEAT = Duration.ofMillis(50);

    /** What the server may take to answer, a beat, and the grace of the world. */
    private static final Duration WAIT = Duration.ofSeconds(30).plus(BEAT).plusSeconds(5);

    private final World first = new World();
    private final World second = new World();
    private final CountDownLatch acts = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private TestDatabase database;

    @BeforeEach
    void create() {
        database = PostgresServer.NEWEST.database();
    }

    @AfterEach
    void drop() {
        mayEnd.countDown();
        database.close();
    }

    @Test
    void the_step_is_interrupted_and_the_release_stops() throws Exception {
        CompletableFuture<ReleaseOutcome> running = running();

        cutOff();

        assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("the journal of contentmax was lost while a step ran");
        assertThat(first.done).containsExactly("build", "deploy", "deploy interrupted");
    }

    @Test
    void who_goes_on_waits_until_the_other_has_noticed() throws Exception {
        CompletableFuture<ReleaseOutcome> running = running();
        cutOff();

        ReleaseOutcome outcome = release(second).rollBack();

        assertThat(outcome.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(release(second).resume().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(second.pauses).containsExactly(WAIT);
        assertThat(second.done).containsExactly("undo deploy", "undo build");
        assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalException.class);
    }

    @Test
    void a_new_run_is_refused_as_the_other_has_not_ended() throws Exception {
        CompletableFuture<ReleaseOutcome> running = running();
        cutOff();

        assertThat(release(second).run().reason()).startsWith("version 42 was begun and has not ended");
        assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalException.class);
    }

    @Test
    void who_goes_on_where_nothing_was_midway_waits_for_nobody() {
        Release waiting = release(second, Step.approval("go live"));
        assertThat(waiting.run().status()).isEqualTo(ReleaseStatus.AWAITING_APPROVAL);
        waiting.approve("go live", "Ada");

        assertThat(waiting.resume().status()).isEqualTo(ReleaseStatus.RELEASED);
        assertThat(second.pauses).isEmpty();
    }

    @Test
    void a_step_whose_journal_stays_is_left_alone() throws Exception {
        CompletableFuture<ReleaseOutcome> running = running();
        Set<String> asked = new HashSet<>();
        Condition.await("three beats", () -> {
            asked.addAll(database.query("SELECT query_start FROM pg_stat_activity JOIN pg_locks USING (pid)"
                    + " WHERE locktype = 'advisory' AND query LIKE 'SELECT EXISTS%'"));
            return asked.size() >= 3;
        });

        mayEnd.countDown();

        assertThat(running.get(60, TimeUnit.SECONDS).status()).isEqualTo(ReleaseStatus.RELEASED);
    }

    /** A release that is in the midst of its second step. */
    private CompletableFuture<ReleaseOutcome> running() throws InterruptedException {
        Release release = release(
                first,
                Step.named("deploy")
                        .run(context -> deploy())
                        .undo(context -> {})
                        .build());
        CompletableFuture<ReleaseOutcome> outcome = Aside.call(release::run);
        assertThat(acts.await(60, TimeUnit.SECONDS)).isTrue();
        return outcome;
    }

    private void deploy() throws InterruptedException {
        first.done.add("deploy");
        acts.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            first.done.add("deploy interrupted");
            throw e;
        }
    }

    private Release release(World world) {
        return release(world, world.step("deploy").build());
    }

    private Release release(World world, Step deploy) {
        return world.release("42", Journal.postgres(database.dataSource()))
                .beat(BEAT)
                .step(world.step("build").build())
                .step(deploy)
                .build();
    }

    private void cutOff() {
        assertThat(database.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
                .hasSize(1);
    }
}
