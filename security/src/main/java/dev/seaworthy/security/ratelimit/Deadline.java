package dev.seaworthy.security.ratelimit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for a back end so long and no longer, whether it hangs while it connects, reads or waits for a lock. What hangs
 * keeps a thread of our own; there are so many of these, and a call that finds none waits for one. They end when they
 * have been idle.
 */
final class Deadline {
    /** How many questions are under way at once. */
    static final int MOST = 128;

    private static final long IDLE_SECONDS = 10;

    private final Semaphore free = new Semaphore(MOST, true);
    private final ThreadPoolExecutor threads;

    Deadline(String backend) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "seaworthy-ratelimit-" + backend + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(Deadline.class.getClassLoader());
                    return thread;
                });
    }

    /**
     * Nobody interrupts the question, which would cost a connection: it goes on by itself until its own timeout.
     *
     * @param after runs once, when the question is over or could not be asked, which may be long after this call
     */
    <T> T call(Callable<T> question, Patience patience, Runnable after) throws UnavailableException {
        FutureTask<T> answer = new FutureTask<>(question);
        begin(answer, patience, after);
        try {
            return answer.get(patience.nanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw UnavailableException.of("no answer within " + patience.whole().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw UnavailableException.interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private void begin(Runnable question, Patience patience, Runnable after) throws UnavailableException {
        boolean begun = false;
        boolean taken = false;
        try {
            taken = patience.acquire(free);
            if (!taken) {
                throw UnavailableException.busy(MOST + " questions are under way and have not been answered");
            }
            threads.execute(() -> {
                try {
                    question.run();
                } finally {
                    free.release();
                    after.run();
                }
            });
            begun = true;
        } finally {
            if (!begun) {
                free.release(taken ? 1 : 0);
                after.run();
            }
        }
    }

    /** A class that is missing, or the end of memory, is nothing that the back end did. */
    private static UnavailableException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return UnavailableException.of("it failed", cause);
    }
}
