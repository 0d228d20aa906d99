package dev.seaworthy.core.deploy.release;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One try of something that may hang, on a thread of its own. */
record Attempt(String thread, Duration timeout, Duration grace) {
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
            stop(runner);
            throw new HungException(
                    "did not end within " + timeout + (runner.isAlive() ? ", and does not heed its interrupt" : ""));
        } catch (InterruptedException e) {
            stop(runner);
            throw new CallerInterrupted();
        }
    }

    private void stop(Thread runner) {
        runner.interrupt();
        try {
            runner.join(Math.max(1, grace.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time was over. */
    static final class HungException extends Exception {
        private static final long serialVersionUID = 1L;

        HungException(String message) {
            super(message);
        }
    }

    /** Whoever waits was interrupted, and not the work. */
    static final class CallerInterrupted extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
