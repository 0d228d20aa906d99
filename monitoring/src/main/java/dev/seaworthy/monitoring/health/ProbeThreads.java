package dev.seaworthy.monitoring.health;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that ask, ended after half a minute without work. */
final class ProbeThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor executor;

    ProbeThreads(int checks) {
        // twice: a thread that has just ended its flight may not be back in the pool when the next one starts
        executor = new ThreadPoolExecutor(
                0, 2 * checks + 1, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    }

    /** False if the threads have been ended. */
    boolean run(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    boolean areOpen() {
        return !executor.isShutdown();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "seaworthy-health-" + started.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
