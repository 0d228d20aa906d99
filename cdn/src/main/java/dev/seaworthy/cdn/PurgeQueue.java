package dev.seaworthy.cdn;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Purges that come in bursts, gathered into few calls: what is added within a {@link Builder#delay} is purged together,
 * each name once, by a thread of its own. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: {@link #add} never waits for the CDN. What fails in passing is tried again, with pauses that
 * double up to a minute; what the CDN refuses for good is told, and so is what is left at the end: nothing is dropped
 * in silence. {@link #close} purges what is waiting before it returns.
 *
 * <p><b>Not covered</b>: a process that is killed loses what is waiting.
 */
public final class PurgeQueue implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final CdnClient cdn;
    private final Duration delay;
    private final Duration closeWithin;
    private final int capacity;
    private final BiConsumer<Purge, CdnException> onLost;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PendingPurges pending = new PendingPurges();
    private final Thread thread = new Thread(this::work, "cdn-purges");
    private boolean asked;
    private boolean working;
    private boolean closing;
    private boolean overdue;

    private PurgeQueue(Builder builder) {
        cdn = builder.cdn;
        delay = builder.delay;
        closeWithin = builder.closeWithin;
        capacity = builder.capacity;
        onLost = builder.onLost;
        thread.setDaemon(true);
    }

    /**
     * A queue before a CDN.
     *
     * @param onLost is told what was not purged and will not be, and why, by the thread that purges
     */
    public static Builder builder(CdnClient cdn, BiConsumer<Purge, CdnException> onLost) {
        return new Builder(cdn, onLost);
    }

    /**
     * Has something purged soon.
     *
     * @throws IllegalStateException if the queue is closed, or so much is waiting that it would not hold this too;
     *     nothing of it is waiting then
     */
    public void add(Purge purge) {
        Objects.requireNonNull(purge, "purge");
        lock.lock();
        try {
            if (closing) {
                throw new IllegalStateException("The queue of purges is closed");
            }
            if (!pending.fits(purge, capacity)) {
                throw new IllegalStateException(
                        "More than " + capacity + " purges would be waiting: look at why the CDN"
                                + " does not take them, or purge a prefix, a host or everything");
            }
            pending.add(purge);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many names are waiting. */
    public int waiting() {
        lock.lock();
        try {
            return pending.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Purges without delay what is waiting, and returns once it has been tried, whatever came of it.
     *
     * @throws InterruptedException if the thread was interrupted while it waited; what is waiting is purged all the
     *     same
     */
    public void flush() throws InterruptedException {
        lock.lock();
        try {
            asked = true;
            changed.signalAll();
            while (thread.isAlive() && (asked || working)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more, purges what is waiting, and tells what is left after {@link Builder#closeWithin}. An interrupt of
     * the thread ends the waiting.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!joined()) {
            lock.lock();
            try {
                overdue = true;
                thread.interrupt();
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean joined() {
        try {
            thread.join(Math.max(1, closeWithin.toMillis()));
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void work() {
        Duration pause = Duration.ZERO;
        Optional<CdnException> failure = Optional.empty();
        try {
            while (await(pause)) {
                failure = purge();
                pause = failure.isEmpty() ? Duration.ZERO : longer(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is overdue
        } finally {
            end(failure);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /**
     * Waits for work, and then for more of it; false at the end.
     *
     * @param pause after a failure; zero if there was none
     */
    private boolean await(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            rest();
            while (pending.isEmpty() && !closing && !asked) {
                changed.await();
            }
            boolean failed = !pause.isZero();
            long left = (failed ? pause : delay).toNanos();
            while (left > 0 && !asked && !overdue && (failed || !closing)) {
                left = changed.awaitNanos(left);
            }
            working = true;
            asked = false;
            return !overdue && (!pending.isEmpty() || !closing);
        } finally {
            lock.unlock();
        }
    }

    /** Lets those go who wait for what was waiting. */
    private void rest() {
        working = false;
        changed.signalAll();
    }

    /** Purges what is waiting by now; gives the last failure that may pass. */
    private Optional<CdnException> purge() {
        Optional<CdnException> passing = Optional.empty();
        for (Purge purge : take()) {
            try {
                cdn.purge(purge);
            } catch (CdnUnavailableException | CdnRateException e) {
                passing = Optional.of(e);
                putBack(e.notPurged().orElse(purge));
            } catch (CdnException e) {
                tell(e.notPurged().orElse(purge), e);
            } catch (RuntimeException e) {
                tell(
                        purge,
                        CdnException.builder("The CDN's client failed").cause(e).build());
            }
        }
        return passing;
    }

    /** Who is told may fail: that ends no purge. */
    private void tell(Purge purge, CdnException reason) {
        try {
            onLost.accept(purge, reason);
        } catch (RuntimeException e) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private List<Purge> take() {
        lock.lock();
        try {
            return pending.take();
        } finally {
            lock.unlock();
        }
    }

    private void putBack(Purge purge) {
        lock.lock();
        try {
            pending.add(purge);
        } finally {
            lock.unlock();
        }
    }

    private void end(Optional<CdnException> failure) {
        CdnException reason =
                failure.orElseGet(() -> CdnException.builder("The queue of purges was closed before they were made")
                        .build());
        take().forEach(purge -> tell(purge, reason));
        lock.lock();
        try {
            rest();
        } finally {
            lock.unlock();
        }
    }

    /** How a queue gathers. One thread at a time. */
    public static final class Builder {
        /** The default of {@link #delay}: 1 second. */
        public static final Duration DELAY = Duration.ofSeconds(1);

        /** The default of {@link #closeWithin}: 10 seconds. */
        public static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

        /** The default of {@link #capacity}: {@value} names. */
        public static final int CAPACITY = 100_000;

        private final CdnClient cdn;
        private final BiConsumer<Purge, CdnException> onLost;
        private Duration delay = DELAY;
        private Duration closeWithin = CLOSE_WITHIN;
        private int capacity = CAPACITY;

        private Builder(CdnClient cdn, BiConsumer<Purge, CdnException> onLost) {
            this.cdn = Objects.requireNonNull(cdn, "cdn");
            this.onLost = Objects.requireNonNull(onLost, "onLost");
        }

        /** How long the first of a burst waits for the others. */
        public Builder delay(Duration value) {
            delay = atLeastZero("delay", value);
            return this;
        }

        /** How long {@link PurgeQueue#close} may take. */
        public Builder closeWithin(Duration value) {
            closeWithin = atLeastZero("closeWithin", value);
            return this;
        }

        /** How many names may be waiting. */
        public Builder capacity(int names) {
            if (names < 1) {
                throw new IllegalArgumentException("capacity must be at least 1: " + names);
            }
            capacity = names;
            return this;
        }

        private static Duration atLeastZero(String name, Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException(name + " must not be negative: " + value);
            }
            return value;
        }

        /** The queue, with its thread. */
        public PurgeQueue start() {
            PurgeQueue queue = new PurgeQueue(this);
            queue.thread.start();
            return queue;
        }
    }
}
