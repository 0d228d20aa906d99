package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.command.Command;
import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import dev.seaworthy.core.schedule.Backoff;
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
    void who_goes_on_waits_as_long_as_the_other_may_end_a_command() throws Exception {
        CompletableFuture<ReleaseOutcome> running = running();
        cutOff();
        Command slow = Command.builder("true").grace(Duration.ofMinutes(1)).build();
        Command slower = Command.builder("true").grace(Duration.ofMinutes(2)).build();

        release(second, Step.named("deploy").run(slow).undo(slower).build()).rollBack();

        assertThat(second.pauses)
                .containsExactly(
                        Duration.ofSeconds(30).plus(BEAT).plusMinutes(2).plusSeconds(10));
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
    void a_command_that_succeeded_is_not_run_again_when_its_notes_are_not_written() {
        Command deploy = Command.builder("echo", "deployed")
                .onLine(line -> {
                    first.done.add(line);
                    cutOff();
                })
                .build();
        Release release =
                seldomAsked(Step.named("deploy").run(deploy).retries(3).build());

        assertThatThrownBy(release::run).isInstanceOf(JournalException.class);
        assertThat(first.done).containsExactly("build", "deployed");
        assertThat(first.pauses).isEmpty();
    }

    @Test
    void a_step_that_ended_within_a_beat_is_not_tried_again() {
        Release release =
                seldomAsked(failing().retries(3, Backoff.fixed(Hold.EVERY)).build());

        assertThatThrownBy(release::run)
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("the journal of contentmax was lost while a step ran");
        assertThat(first.done).containsExactly("build", "deploy");
    }

    @Test
    void who_waits_for_another_try_notices_within_a_beat() {
        Release release = seldomAsked(
                failing().retries(3, Backoff.fixed(Hold.EVERY.multipliedBy(10))).build());

        assertThatThrownBy(release::run).isInstanceOf(JournalException.class);
        assertThat(first.pauses).containsExactly(Hold.EVERY);
    }

    @Test
    void a_wait_for_another_try_has_all_its_time() {
        Duration half = Hold.EVERY.dividedBy(2);
        first.failing.add("deploy");
        Release release = seldomAsked(first.step("deploy")
                .retries(1, Backoff.fixed(Hold.EVERY.multipliedBy(2).plus(half)))
                .build());

        assertThat(release.run().status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(first.done).containsExactly("build", "deploy", "deploy", "undo deploy", "undo build");
        assertThat(first.pauses).containsExactly(Hold.EVERY, Hold.EVERY, half);
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

    /** A step that is cut off and then fails. */
    private Step.Builder failing() {
        return Step.named("deploy").run(context -> {
            first.done.add("deploy");
            cutOff();
            throw new IllegalStateException("deploy is broken");
        });
    }

    private Release release(World world) {
        return release(world, world.step("deploy").build());
    }

    private Release release(World world, Step deploy) {
        return release(world, BEAT, deploy);
    }

    /** One whose steps end within a beat. */
    private Release seldomAsked(Step deploy) {
        return release(first, Hold.EVERY, deploy);
    }

    private Release release(World world, Duration beat, Step deploy) {
        return world.release("42", Journal.postgres(database.dataSource()))
                .beat(beat)
                .step(world.step("build").build())
                .step(deploy)
                .build();
    }

    private void cutOff() {
        assertThat(database.query("SELECT pg_terminate_backend(pid, 60000) FROM pg_locks WHERE locktype = 'advisory'"))
                .hasSize(1);
    }
}
