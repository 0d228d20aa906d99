package dev.seaworthy.backup.stage;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one stream, or of one run of several; each is started when there is work for it. */
public final class StageThreads {
    private StageThreads() {}

    public static ExecutorService of(String name, int count) {
        return new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> thread(work, name));
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, "seaworthy-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits until they have done what they were given; if this thread is interrupted, ends them, and is so after. */
    static boolean finish(ExecutorService threads) {
        threads.shutdown();
        try {
            return threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            end(threads);
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Interrupts them, and waits until they have ended. */
    public static void end(ExecutorService threads) {
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
