package dev.seaworthy.security.ratelimit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for a back end so long and no longer, whether it hangs while it connects, reads or waits for a lock. What hangs
 * keeps a thread of our own; there are so many of these, and a call that finds none is not waited for. They end when
 * they have been idle.
 */
final class Deadline {
    /** How many questions are under way at once. */
    static final int MOST = 128;

    private static final long IDLE_SECONDS = 10;

    private final Duration time;
    private final ThreadPoolExecutor threads;

    Deadline(String backend, Duration time) {
        this.time = time;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "seaworthy-ratelimit-" + backend + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> T call(Callable<T> question) throws UnavailableException {
        return call(question, time);
    }

    /** Once with another deadline than that of requests. */
    <T> T call(Callable<T> question, Duration time) throws UnavailableException {
        Future<T> answer = submit(question);
        try {
            return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnavailableException("no answer within " + time.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnavailableException("the caller was interrupted", e);
        } catch (ExecutionException e) {
            throw new UnavailableException("it failed", e.getCause() == null ? e : e.getCause());
        }
    }

    private <T> Future<T> submit(Callable<T> question) throws UnavailableException {
        try {
            return threads.submit(question);
        } catch (RejectedExecutionException e) {
            throw new UnavailableException(MOST + " questions are under way and have not been answered", e);
        }
    }
}
