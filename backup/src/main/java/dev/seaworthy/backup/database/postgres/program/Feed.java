package dev.seaworthy.backup.database.postgres.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives a program its input by a thread of its own, since a program that reads no more may work for hours. What the
 * input fails by ends the program. Closing ends the thread.
 */
final class Feed implements AutoCloseable {
    private final InputStream source;
    private final ChildProcess child;
    private final Thread thread;
    private final Object reading = new Object();
    private volatile long waitingSince;
    private volatile boolean waiting;
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    private Feed(InputStream source, ChildProcess child) {
        this.source = source;
        this.child = child;
        this.thread = new Thread(this::run, "seaworthy-restore-feed");
        thread.setDaemon(true);
    }

    static Feed start(InputStream source, ChildProcess child) {
        Feed feed = new Feed(source, child);
        feed.thread.start();
        return feed;
    }

    private void run() {
        try {
            feed();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            child.kill();
        }
    }

    /**
     * The last bytes only when the stream has shown its end: till then a program that restores in one transaction
     * cannot commit, and what the end proves, such as a checksum, is proven before.
     */
    private void feed() throws IOException {
        byte[] held = new byte[64 * 1024];
        byte[] next = new byte[64 * 1024];
        int heldBytes = 0;
        int count = read(next);
        while (count >= 0 && accepts(held, heldBytes)) {
            byte[] free = held;
            held = next;
            heldBytes = count;
            next = free;
            count = read(next);
        }
        if (count < 0 && !stopped) {
            accepts(held, heldBytes);
        }
        child.endInput();
    }

    private int read(byte[] target) throws IOException {
        synchronized (reading) {
            return stopped ? -1 : source.read(target);
        }
    }

    private boolean accepts(byte[] bytes, int count) {
        waitingSince = System.nanoTime();
        waiting = true;
        boolean accepted = child.accepts(bytes, count);
        waiting = false;
        return accepted;
    }

    /** Closes the input if the program has taken nothing of what it was given for so long. */
    void stopIfUnread(long millis) throws IOException {
        if (waiting && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - waitingSince) > millis) {
            synchronized (reading) {
                if (!stopped) {
                    stopped = true;
                    source.close();
                }
            }
        }
    }

    /** Throws what the input failed by, if it has. */
    void requireNotFailed() throws IOException {
        Throwable cause = failure;
        if (cause instanceof IOException failed) {
            throw failed;
        }
        if (cause instanceof RuntimeException failed) {
            throw failed;
        }
        if (cause instanceof Error failed) {
            throw failed;
        }
    }

    /** Of a program that has ended, or is ended by it. */
    @Override
    public void close() {
        stopped = true;
        child.kill();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
