package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.stage.StageThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads of a run. The first failure of one of them stops all. */
final class Workers implements AutoCloseable {
    /** Tasks that wait or run, for each thread: enough that none is ever without. */
    private static final int TASKS_PER_THREAD = 4;

    private final ExecutorService threads;
    private final ExecutorService lister = StageThreads.of("bucket-list", 1);
    private final int most;
    private final Semaphore room;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param count of threads, beside the one that lists */
    Workers(int count) {
        threads = StageThreads.of("bucket-backup", count);
        most = TASKS_PER_THREAD * count;
        room = new Semaphore(most);
    }

    /** Has a task run as soon as there is a thread, and waits while too many are waiting. */
    <T> CompletableFuture<T> submit(Callable<T> task) throws IOException {
        acquire(room);
        return start(
                threads,
                () -> {
                    requireNoFailure();
                    return task.call();
                },
                room::release);
    }

    /** The same of what nobody needs to wait for. */
    <T> CompletableFuture<T> start(Callable<T> task) {
        return start(threads, task, () -> {});
    }

    /** Has something run for as long as the run lasts, by the thread that lists. */
    void startListing(Callable<?> task) {
        CompletableFuture<?> unused = start(lister, task, () -> {});
    }

    /** @param ended is run after the result is there, so that whoever waits for the end finds it */
    private <T> CompletableFuture<T> start(ExecutorService executor, Callable<T> task, Runnable ended) {
        CompletableFuture<T> result = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) { // told to whoever waits
                fail(e);
                result.completeExceptionally(e);
            } finally {
                ended.run();
            }
        });
        return result;
    }

    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /** Waits, and fails if the thread is interrupted. */
    static void acquire(Semaphore semaphore) throws IOException {
        try {
            semaphore.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    static void requireNotInterrupted() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("It was interrupted");
    }

    /** Throws what has stopped all, if something has; to be asked now and then by what takes long. */
    void requireNoFailure() throws IOException {
        Throwable cause = failure.get();
        if (cause != null) {
            throw rethrown(cause);
        }
    }

    /** A result; what has stopped all if there is none. */
    <T> T resultOf(CompletableFuture<T> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException | CancellationException e) {
            requireNoFailure();
            throw rethrown(e);
        }
    }

    private static IOException rethrown(Throwable failure) throws IOException {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof IOException e ? e : new IOException(cause);
    }

    /** Waits until no submitted task waits or runs. */
    void settle() throws IOException {
        try {
            room.acquire(most);
            room.release(most);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Interrupts them, and waits until they have ended. */
    @Override
    public void close() {
        fail(new IOException("The run has ended"));
        StageThreads.end(lister);
        StageThreads.end(threads);
    }
}
