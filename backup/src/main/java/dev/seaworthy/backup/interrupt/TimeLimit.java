package dev.seaworthy.backup.interrupt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time that the thread which starts it has for an operation: then it is interrupted. Closing ends that, and takes
 * such an interrupt back; an interrupt by others stays, unless it comes after that one: the two cannot be told apart.
 */
public final class TimeLimit implements AutoCloseable {
    private final Duration timeout;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread watcher = new Thread(this::watch, "seaworthy-timeout");
    private boolean closed;
    private boolean over;

    private TimeLimit(Duration timeout) {
        this.timeout = timeout;
        watcher.setDaemon(true);
    }

    public static TimeLimit start(Duration timeout) {
        TimeLimit limit = new TimeLimit(timeout);
        limit.watcher.start();
        return limit;
    }

    /** As much as it takes: only others interrupt. */
    public static TimeLimit none() {
        return new TimeLimit(Duration.ZERO);
    }

    private void watch() {
        try {
            if (!ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                strike();
            }
        } catch (InterruptedException e) {
            // nobody does that; there is no limit then
        }
    }

    private synchronized void strike() {
        if (!closed && !worker.isInterrupted()) {
            over = true;
            worker.interrupt();
        }
    }

    /** Why the operation cannot go on; empty if it can. */
    public synchronized Optional<String> end() {
        if (over) {
            return Optional.of("it took longer than its timeout, " + timeout);
        }
        return worker.isInterrupted() ? Optional.of("its thread was interrupted") : Optional.empty();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        ended.countDown();
        boolean interrupted = Thread.interrupted();
        while (watcher.isAlive()) {
            try {
                watcher.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted && !over) {
            worker.interrupt();
        }
    }
}
