package dev.seaworthy.core.schedule;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a scheduler outside starts, by a request to an endpoint for instance. Safe for use by many threads.
 *
 * <p>It never runs twice at once in this JVM. On several nodes, let it start a job of the cluster:
 * {@code CronTrigger.of("backup", () -> jobs.runNow("backup"))}. Its success means then that the job is due, or runs
 * already; {@link Jobs#list} tells how it ended.
 */
public final class CronTrigger {
    private static final Logger LOGGER = LoggerFactory.getLogger(CronTrigger.class);

    private final String name;
    private final Job.Work work;
    private final InstantSource clock;
    private final AtomicBoolean running;

    private CronTrigger(String name, Job.Work work, InstantSource clock, AtomicBoolean running) {
        Problems problems = new Problems();
        Tries.check(name, problems);
        problems.refuse("Trigger \"" + name + "\"");
        this.name = name;
        this.work = Objects.requireNonNull(work, "work");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.running = running;
    }

    /** A trigger of this name, as {@link Job#named} takes it. */
    public static CronTrigger of(String name, Job.Work work) {
        return new CronTrigger(name, work, InstantSource.system(), new AtomicBoolean());
    }

    /** The same, dated by {@code clock}; the two never run at once either. */
    public CronTrigger withClock(InstantSource source) {
        return new CronTrigger(name, work, source, running);
    }

    /** Runs it in the calling thread, if it does not run, and throws nothing. */
    public CronResult run() {
        if (!running.compareAndSet(false, true)) {
            return new CronResult.AlreadyRunning(clock.instant());
        }
        try {
            work.run();
            return new CronResult.Done(clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e);
        } catch (Throwable e) {
            return failed(e);
        } finally {
            running.set(false);
        }
    }

    private CronResult failed(Throwable thrown) {
        LOGGER.error("Trigger {} failed", name, thrown);
        return new CronResult.Failed(name, clock.instant());
    }
}
