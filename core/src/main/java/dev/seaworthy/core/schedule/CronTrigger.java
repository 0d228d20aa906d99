package dev.seaworthy.core.schedule;

import dev.seaworthy.core.failure.Problems;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.core.schedule.failure.UnknownJobException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a scheduler outside starts, by a request to an endpoint for instance. Safe for use by many threads.
 *
 * <p>Let it start a job: {@code CronTrigger.of("cleanup", () -> jobs.runNow("cleanup"))}. The answer comes at once, the
 * job has its timeout and its retries, runs on one node, and {@link Jobs#list} tells how it ended. Work that is no job
 * runs in the thread that asks, once at a time in this JVM, and the answer comes when it has ended.
 *
 * <p>What fails is logged with its classes and frames. Its messages are not, unless they are ours: they may hold a row
 * or a secret.
 */
public final class CronTrigger {
    private static final Logger LOGGER = LoggerFactory.getLogger(CronTrigger.class);

    private final String name;
    private final Attempt attempt;
    private final InstantSource clock;

    private CronTrigger(String name, Attempt attempt, InstantSource clock) {
        Problems problems = new Problems();
        Tries.check(name, problems);
        problems.refuse("Trigger \"" + name + "\"");
        this.name = name;
        this.attempt = attempt;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A trigger of this name, as {@link Job#named} takes it, of a job: {@code () -> jobs.runNow("cleanup")}. */
    public static CronTrigger of(String name, Supplier<RunNow> start) {
        Objects.requireNonNull(start, "start");
        return new CronTrigger(
                name,
                time -> switch (start.get()) {
                    case STARTED -> new CronResult.Accepted(time.instant());
                    case ALREADY_RUNNING -> new CronResult.AlreadyRunning(time.instant());
                },
                InstantSource.system());
    }

    /** A trigger of work that is no job. */
    public static CronTrigger of(String name, Job.Work work) {
        Objects.requireNonNull(work, "work");
        AtomicBoolean running = new AtomicBoolean();
        return new CronTrigger(name, time -> run(work, running, time), InstantSource.system());
    }

    private static CronResult run(Job.Work work, AtomicBoolean running, InstantSource clock) throws Exception {
        if (!running.compareAndSet(false, true)) {
            return new CronResult.AlreadyRunning(clock.instant());
        }
        try {
            work.run();
            return new CronResult.Done(clock.instant());
        } finally {
            running.set(false);
        }
    }

    /** The same, dated by {@code clock}; the two never run at once either. */
    public CronTrigger withClock(InstantSource source) {
        return new CronTrigger(name, attempt, source);
    }

    /** Starts the job, or runs the work, and throws nothing. */
    public CronResult run() {
        try {
            return attempt.make(clock);
        } catch (UnknownJobException e) {
            return failed(e, new CronResult.NoSuchJob(name, clock.instant()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e, new CronResult.Failed(name, clock.instant()));
        } catch (Throwable e) {
            return failed(e, new CronResult.Failed(name, clock.instant()));
        }
    }

    private CronResult failed(Throwable thrown, CronResult result) {
        Trace trace = Trace.of(thrown);
        LOGGER.error("Trigger {} failed: {}", name, trace.getMessage(), trace);
        return result;
    }

    /** What is done when it is asked for. */
    @FunctionalInterface
    private interface Attempt {
        CronResult make(InstantSource clock) throws Exception;
    }
}
