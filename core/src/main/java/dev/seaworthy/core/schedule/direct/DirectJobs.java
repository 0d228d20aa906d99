package dev.seaworthy.core.schedule.direct;

import dev.seaworthy.core.schedule.Enqueued;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.RunNow;
import dev.seaworthy.core.schedule.run.Board;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.Life;
import dev.seaworthy.core.schedule.run.Meters;
import dev.seaworthy.core.schedule.run.Options;
import dev.seaworthy.core.schedule.run.Runner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Jobs in one JVM, kept in its memory: for a service of one node. Safe for use by many threads.
 *
 * <p>What is due or enqueued is lost with the JVM, and a second node would run everything a second time. At most 10,000
 * pieces of data of one-time jobs are kept; a further one is a {@link dev.seaworthy.core.schedule.ScheduleException}.
 */
public final class DirectJobs implements Jobs {
    /** How many jobs run at once by default: {@value}. */
    public static final int DEFAULT_THREADS = 4;

    /** How long {@link #close} waits before it interrupts by default, and how long after: 10 seconds. */
    public static final Duration DEFAULT_SHUTDOWN = Options.DEFAULT_SHUTDOWN;

    private final Life life = new Life();
    private final Board board;
    private final Runner runner;
    private final Workers workers;
    private final Duration shutdown;

    private DirectJobs(Options options) {
        board = new Board(options.declarations(List.of()), options.clock(), options.observer());
        runner = new Runner(options.observer());
        workers = new Workers(options.threads(), board, runner, options.clock());
        shutdown = options.shutdown();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void start() {
        life.start(board::start);
        workers.wake();
    }

    @Override
    public RunNow runNow(String name) {
        life.requireStarted();
        RunNow outcome = board.runNow(name);
        workers.wake();
        return outcome;
    }

    @Override
    public <T> Enqueued enqueue(String name, String id, T data) {
        life.requireStarted();
        Enqueued outcome = board.enqueue(name, id, data);
        workers.wake();
        return outcome;
    }

    @Override
    public List<JobStatus> list() {
        life.requireStarted();
        return board.list();
    }

    /** A job that ignores the interrupt keeps its thread; it is a daemon. */
    @Override
    public void close() {
        if (life.close()) {
            workers.close(shutdown);
        }
        runner.close();
    }

    /** Which jobs, and how many at once. One thread at a time. */
    public static final class Builder {
        private Options options = Options.of(DEFAULT_THREADS);

        private Builder() {}

        public Builder job(Job job) {
            options = options.job(Declared.of(job));
            return this;
        }

        public Builder job(OneTimeJob<?> job) {
            options = options.job(Declared.of(job));
            return this;
        }

        /** How many jobs run at once; {@link #DEFAULT_THREADS} if not said. */
        public Builder threads(int count) {
            options = options.threads(count);
            return this;
        }

        /** How long the end waits for runs before it interrupts them; {@link #DEFAULT_SHUTDOWN} if not said. */
        public Builder shutdown(Duration longest) {
            options = options.shutdown(longest);
            return this;
        }

        /** What tells the time, looked at once a second at least. */
        public Builder clock(InstantSource source) {
            options = options.clock(source);
            return this;
        }

        /**
         * Times runs as {@code seaworthy.jobs.runs} by {@code job} and {@code outcome}, and counts
         * {@code seaworthy.jobs.events} by {@code job} and {@code event}.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry registry) {
            options = options.observer(new Meters(registry));
            return this;
        }

        /**
         * The jobs, not yet started.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public DirectJobs build() {
            return new DirectJobs(options);
        }
    }
}
