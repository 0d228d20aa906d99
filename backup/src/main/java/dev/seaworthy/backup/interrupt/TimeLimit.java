package dev.seaworthy.backup;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that the thread which starts it has for an operation: then it is interrupted. Closing ends that, and takes
 * such an interrupt back; an interrupt by others stays.
 */
final class TimeLimit implements AutoCloseable {
    private final Duration timeout;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread watcher = new Thread(this::watch, "seaworthy-timeout");
    private boolean closed;
    private boolean over;

    private TimeLimit(Duration timeout) {
        this.timeout = timeout;
        watcher.setDaemon(true);
        watcher.start();
    }

    static TimeLimit start(Duration timeout) {
        return new TimeLimit(timeout);
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

    /** Why the operation could not go on, or what it says itself. */
    String reason(@Nullable String failure) {
        return isEnded() ? end() + ": " + failure : String.valueOf(failure);
    }

    /** Refuses what an operation says that could not go on. */
    void requireNotEnded(String id, String what, @Nullable Throwable cause) {
        if (isEnded()) {
            throw new BackupException(id, "Backup " + id + " " + what + ": " + end(), cause);
        }
    }

    private synchronized boolean isEnded() {
        return over || worker.isInterrupted();
    }

    private synchronized String end() {
        return over ? "it took longer than its timeout, " + timeout : "its thread was interrupted";
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
