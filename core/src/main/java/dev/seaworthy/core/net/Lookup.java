package dev.seaworthy.core.net;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A lookup of a name with an end to its time, which that of the JDK has not: in a thread that may be left behind. */
public final class Lookup {
    private Lookup() {}

    /**
     * What {@code lookup} finds.
     *
     * @throws ExecutionException with what it threw as its cause
     */
    public static <T> T within(Duration longest, Callable<T> lookup)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(lookup);
        Thread thread = new Thread(task, "seaworthy-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            task.cancel(true);
        }
    }
}
