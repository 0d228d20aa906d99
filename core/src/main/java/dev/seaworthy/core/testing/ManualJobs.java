package dev.seaworthy.core.testing;

import dev.seaworthy.core.schedule.Enqueued;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.RunNow;
import dev.seaworthy.core.schedule.run.Board;
import dev.seaworthy.core.schedule.run.Declarations;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.Ending;
import dev.seaworthy.core.schedule.run.Life;
import dev.seaworthy.core.schedule.run.Observer;
import dev.seaworthy.core.schedule.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link Jobs} whose time stands still until a test moves it, and which run in the thread of the test. What is due
 * waits for {@link #advance} or {@link #runDue}. Timeouts are not watched. Jobs and the test may look at it from many
 * threads; one moves the time.
 */
public final class ManualJobs implements Jobs {
    private final Life life = new Life();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Declarations declarations;
    private final Board board;
    private volatile Instant now;

    private ManualJobs(Builder builder) {
        now = builder.start;
        declarations = Declarations.of(builder.declared, List.of());
        board = new Board(declarations, this::now, Observer.none());
    }

    /** The time before anything is advanced. */
    public static Builder at(Instant start) {
        return new Builder(start);
    }

    public Instant now() {
        return now;
    }

    /** The time of these jobs, for what else needs a clock. */
    public InstantSource clock() {
        return this::now;
    }

    /** Moves the time on, and runs each job at the time that it is due, in the order of the times. */
    public ManualJobs advance(Duration time) {
        life.requireStarted();
        Instant end = now.plus(time);
        runDue();
        Optional<Instant> next = board.nextDue();
        while (next.isPresent() && !next.get().isAfter(end)) {
            now = next.get();
            runDue();
            next = board.nextDue();
        }
        now = end;
        return this;
    }

    /** Moves the time on as if no node had been there: what was due meanwhile is missed. */
    public ManualJobs sleep(Duration time) {
        life.requireStarted();
        now = now.plus(time);
        return runDue();
    }

    /** Runs what is due now. */
    public ManualJobs runDue() {
        life.requireStarted();
        Optional<Board.Claim> claim = board.claim();
        while (claim.isPresent()) {
            claim.get().settle(run(claim.get()));
            claim = board.claim();
        }
        return this;
    }

    /**
     * The next run of this job fails with {@code error}, and does nothing.
     *
     * @throws IllegalArgumentException if no job is named so
     */
    public ManualJobs failNext(String name, String error) {
        declarations.named(name);
        failures.put(name, error);
        return this;
    }

    private Outcome run(Board.Claim claim) {
        String failure = failures.remove(claim.name());
        return failure == null
                ? claim.run().go()
                : new Outcome(Ending.FAILED, now, Optional.of(failure), Optional.empty());
    }

    @Override
    public void start() {
        life.start(board::start);
    }

    @Override
    public RunNow runNow(String name) {
        life.requireStarted();
        return board.runNow(name);
    }

    @Override
    public <T> Enqueued enqueue(String name, String id, T data) {
        life.requireStarted();
        return board.enqueue(name, id, data);
    }

    @Override
    public List<JobStatus> list() {
        life.requireStarted();
        return board.list();
    }

    @Override
    public void close() {
        life.close();
    }

    /** Which jobs. One thread at a time. */
    public static final class Builder {
        private final List<Declared> declared = new ArrayList<>();
        private final Instant start;

        private Builder(Instant start) {
            this.start = Objects.requireNonNull(start, "start");
        }

        public Builder job(Job job) {
            declared.add(Declared.of(job));
            return this;
        }

        public Builder job(OneTimeJob<?> job) {
            declared.add(Declared.of(job));
            return this;
        }

        public ManualJobs build() {
            return new ManualJobs(this);
        }
    }
}
