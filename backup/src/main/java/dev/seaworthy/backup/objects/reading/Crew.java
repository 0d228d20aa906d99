package dev.seaworthy.backup.objects.reading;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work side by side, and take no more than they can work on. The first failure of one is thrown to whoever
 * adds or awaits after it. Safe for use by many threads.
 */
final class Crew implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;
    private final Semaphore room;
    private volatile @Nullable Throwable failure;

    Crew(String name, int size) {
        this.size = size;
        this.room = new Semaphore(size);
        this.threads = new ThreadPoolExecutor(
                size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> thread(work, name));
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, "seaworthy-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Something to do. */
    interface Work {
        void run() throws IOException;
    }

    /** Has it done by one of them, as soon as one is free: waits until then. */
    void add(Work work) throws IOException {
        enter(1);
        try {
            requireNoFailure();
            threads.execute(() -> run(work));
        } catch (IOException | RuntimeException | Error e) {
            room.release();
            throw e;
        }
    }

    private void run(Work work) {
        try {
            if (failure == null) {
                work.run();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            room.release();
        }
    }

    /** Waits until all that was added is done. */
    void await() throws IOException {
        enter(size);
        room.release(size);
        requireNoFailure();
    }

    private void enter(int permits) throws InterruptedIOException {
        try {
            room.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The thread was interrupted");
        }
    }

    private void requireNoFailure() throws IOException {
        Throwable first = failure;
        if (first instanceof IOException e) {
            throw e;
        }
        if (first instanceof RuntimeException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
    }

    /** Interrupts what is under way, and waits until it has ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
