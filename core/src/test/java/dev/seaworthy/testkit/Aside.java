package dev.seaworthy.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Work beside a test, a thread for each: of the common pool a machine of two processors has one thread, and work that
 * waits for other work would keep that from its turn for ever.
 */
public final class Aside {
    private Aside() {}

    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, Aside::start);
    }

    public static <T> CompletableFuture<T> call(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                Aside::start);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "aside");
        thread.setDaemon(true);
        thread.start();
    }
}
