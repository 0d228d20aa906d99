package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.failure.Trace;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs in the threads of others, and watches how long they take. Safe for use by many threads. */
public final class Runner implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Runner.class);

    private final Observer observer;
    private final ScheduledThreadPoolExecutor watch;
    private final Set<Run> running = ConcurrentHashMap.newKeySet();

    public Runner(Observer observer) {
        this.observer = new Guarded(observer);
        watch = new ScheduledThreadPoolExecutor(1, new NamedThreads("watch"));
        watch.setRemoveOnCancelPolicy(true);
    }

    /** Counts an event. */
    public void happened(String name, Event event) {
        observer.happened(name, event);
    }

    /** Runs it to its end, interrupted after its timeout. Throws nothing: what goes wrong has failed the run. */
    public Outcome go(Run run) {
        String name = run.declared().name();
        Consumer<Ending> end = observer.began(name);
        Outcome outcome = watched(run);
        end.accept(outcome.ending());
        log(name, outcome);
        return outcome;
    }

    private static void log(String name, Outcome outcome) {
        outcome.trace()
                .ifPresentOrElse(
                        trace -> LOGGER.warn("Job {} failed: {}", name, trace.getMessage(), trace),
                        () -> outcome.error().ifPresent(error -> LOGGER.warn("Job {} failed: {}", name, error)));
    }

    private Outcome watched(Run run) {
        running.add(run);
        try {
            Future<?> timeout = after(run.declared().timeout(), () -> overdue(run));
            Outcome outcome = run.go();
            timeout.cancel(false);
            return outcome;
        } catch (RuntimeException e) {
            return run.failed(e);
        } finally {
            running.remove(run);
        }
    }

    /** Tells and counts what follows a run. */
    public void follows(String name, Sequel sequel) {
        if (sequel.gaveUp()) {
            LOGGER.error("Job {} has failed and is not tried again before its next time, if it has one", name);
            observer.happened(name, Event.GAVE_UP);
        } else if (sequel.failures() > 0) {
            observer.happened(name, Event.RETRIED);
        }
    }

    /** Interrupts what runs after this time. */
    public void stopAllAfter(Duration time) {
        later(time, () -> running.forEach(run -> run.stop(Ending.INTERRUPTED)));
    }

    /** Does something short in the watching thread, where a failure is logged. */
    public Future<?> after(Duration time, Runnable action) {
        return watch.schedule(() -> logged(action), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The same, and nothing once it has been closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // a failure is logged, and nobody cancels it
    public void later(Duration time, Runnable action) {
        try {
            after(time, action);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Closed meanwhile", Trace.of(e));
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private static void overdue(Run run) {
        LOGGER.warn(
                "Job {} has run for its timeout of {} and is interrupted; until it ends, it is not started again",
                run.declared().name(),
                run.declared().timeout());
        run.stop(Ending.TIMED_OUT);
    }

    private static void logged(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            LOGGER.error("The watch over jobs failed, and goes on", Trace.of(e));
        }
    }
}
