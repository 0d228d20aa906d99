package dev.seaworthy.core.schedule.run;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads {@code seaworthy-jobs-…} that keep no JVM alive. */
public final class NamedThreads implements ThreadFactory {
    private final String prefix;
    private final AtomicInteger started = new AtomicInteger();

    public NamedThreads(String role) {
        prefix = "seaworthy-jobs-" + role + "-";
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, prefix + started.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
