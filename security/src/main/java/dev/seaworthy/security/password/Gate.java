package dev.seaworthy.security.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * So many at once, and no more than so much memory; the others wait their turn, but not for ever. Each takes at least
 * its share of the memory, and one that needs more than there is takes all of it and runs alone. Fair.
 */
final class Gate {
    private static final long UNIT = 1024;

    private final int count;
    private final int share;
    private final int all;
    private final Semaphore units;
    private final Duration patience;

    /** The memory is in bytes. */
    Gate(int count, long memory, Duration patience) {
        this.count = count;
        share = (int) Math.max(1, Math.min(memory / UNIT, Integer.MAX_VALUE) / count);
        all = share * count;
        units = new Semaphore(all, true);
        this.patience = patience;
    }

    <T> T pass(long memory, Supplier<T> work) {
        int needed = (int) Math.min(all, Math.max(share, (memory + UNIT - 1) / UNIT));
        if (!enter(needed)) {
            throw new PasswordException(
                    PasswordException.Reason.BUSY,
                    "Passwords: at most " + count + " are hashed at once, as memory allows, and this one's turn did not"
                            + " come within " + patience.toMillis() + " ms; answer 503, and raise maxConcurrent or the"
                            + " heap only if memory and processors allow it");
        }
        try {
            return work.get();
        } finally {
            units.release(needed);
        }
    }

    private boolean enter(int needed) {
        try {
            return units.tryAcquire(needed, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
