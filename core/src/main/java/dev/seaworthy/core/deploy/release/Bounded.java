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
        return of(work, timeout, () -> {});
    }

    /** The same, unless {@code hold} is lost meanwhile: then the work is interrupted, and what it throws is thrown. */
    <T> T of(Callable<T> work, Hold hold) throws Throwable {
        return of(work, hold.every(), hold::check);
    }

    private <T> T of(Callable<T> work, Duration every, Runnable hold) throws Throwable {
        FutureTask<T> task = new FutureTask<>(work);
        Thread runner = new Thread(task, thread);
        runner.setDaemon(true);
        runner.start();
        try {
            return result(task, every, hold);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            throw stopped(runner, true);
        } catch (InterruptedException e) {
            throw stopped(runner, false);
        } catch (LostException e) {
            if (isInterruptedAtEndOf(runner)) {
                Thread.currentThread().interrupt();
            }
            throw e.leaving(runaway(runner));
        }
    }

    /** What the hold takes to answer is of its time too. */
    private <T> T result(FutureTask<T> task, Duration every, Runnable hold)
            throws ExecutionException, InterruptedException, TimeoutException {
        long begin = System.nanoTime();
        Duration left = timeout;
        while (left.compareTo(every) > 0) {
            try {
                return task.get(every.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                hold.run();
                left = timeout.minusNanos(System.nanoTime() - begin);
            }
        }
        return task.get(left.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whoever is interrupted while it waits does not wait any longer. */
    private Exception stopped(Thread runner, boolean hung) {
        boolean interrupted = isInterruptedAtEndOf(runner) || !hung;
        return interrupted ? new CallerInterrupted(runaway(runner)) : new HungException(timeout, runaway(runner));
    }

    /** Interrupts it, and waits for its end; whether that was interrupted in turn. */
    private boolean isInterruptedAtEndOf(Thread runner) {
        runner.interrupt();
        try {
            runner.join(Math.max(1, grace.toMillis()));
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static Optional<Thread> runaway(Thread runner) {
        return Optional.of(runner).filter(Thread::isAlive);
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
