package dev.seaworthy.core.deploy.release;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that may hang, on a thread of its own: interrupted when its time is over, and left if that does not help. */
record Bounded(String thread, Duration timeout, Duration grace) {
    /** What it returns or throws, in time. */
    <T> T of(Callable<T> work) throws Throwable {
        FutureTask<T> task = new FutureTask<>(work);
        Thread runner = new Thread(task, thread);
        runner.setDaemon(true);
        runner.start();
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            throw stopped(runner, true);
        } catch (InterruptedException e) {
            throw stopped(runner, false);
        }
    }

    /** Whoever is interrupted while it waits does not wait any longer. */
    private Exception stopped(Thread runner, boolean hung) {
        runner.interrupt();
        boolean interrupted = !hung;
        try {
            runner.join(Math.max(1, grace.toMillis()));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        Optional<Thread> runaway = Optional.of(runner).filter(Thread::isAlive);
        return interrupted ? new CallerInterrupted(runaway) : new HungException(timeout, runaway);
    }

    /** The time was over. */
    static final class HungException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Thread> runaway;

        HungException(Duration timeout, Optional<Thread> runaway) {
            super("did not end within " + timeout
                    + runaway.map(thread -> ", and heeds no interrupt: thread \"" + thread.getName() + "\" still runs")
                            .orElse(""));
            this.runaway = runaway;
        }

        /** The thread, if it did not end. */
        Optional<Thread> runaway() {
            return runaway;
        }
    }

    /** Whoever waits was interrupted, and not the work. */
    static final class CallerInterrupted extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Thread> runaway;

        CallerInterrupted(Optional<Thread> runaway) {
            this.runaway = runaway;
        }

        /** The thread, if it did not end. */
        Optional<Thread> runaway() {
            return runaway;
        }
    }
}
