package dev.seaworthy.backup.database.postgres;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in threads of their own, so many at once. The first that fails ends all, and all have ended when it returns.
 */
final class SideBySide {
    private final String name;
    private final int atOnce;
    private final Runnable end;

    /**
     * Names its threads so.
     *
     * @param end ends the tasks that run, beside an interrupt
     */
    SideBySide(String name, int atOnce, Runnable end) {
        this.name = name;
        this.atOnce = atOnce;
        this.end = end;
    }

    /** Something that ends. */
    interface Task {
        void run() throws IOException, InterruptedException;
    }

    /** Begins them in their order; fails as the first that fails. */
    void run(List<Task> tasks) throws IOException, InterruptedException {
        ExecutorService threads = threads();
        boolean whole = false;
        try {
            await(tasks, new ExecutorCompletionService<>(threads));
            whole = true;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            if (!whole) {
                end.run();
            }
            awaitEnd(threads);
        }
    }

    private ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void await(List<Task> tasks, CompletionService<Task> threads)
            throws ExecutionException, InterruptedException {
        for (Task task : tasks) {
            threads.submit(() -> {
                task.run();
                return task;
            });
        }
        for (int ended = 0; ended < tasks.size(); ended++) {
            threads.take().get();
        }
    }

    private static IOException failure(@Nullable Throwable cause) throws InterruptedException {
        if (cause instanceof IOException failed) {
            return failed;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException failed) {
            throw failed;
        }
        if (cause instanceof Error failed) {
            throw failed;
        }
        throw new IllegalStateException(cause);
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        threads.shutdownNow();
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
