package dev.seaworthy.security.ratelimit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What is left of a deadline to one request, which may wait for several things in turn. */
final class Patience {
    private static final LongSupplier NANOS = Elapsed.time();

    private final Duration whole;
    private final long end;

    private Patience(Duration whole, long end) {
        this.whole = whole;
        this.end = end;
    }

    static Patience of(Duration time) {
        return new Patience(time, NANOS.getAsLong() + time.toNanos());
    }

    Duration whole() {
        return whole;
    }

    /** Zero or less when there is none. */
    long nanos() {
        return end - NANOS.getAsLong();
    }

    /** Whether it was free in time. */
    boolean acquire(Semaphore semaphore) throws UnavailableException {
        try {
            return semaphore.tryAcquire(nanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw UnavailableException.interrupted(e);
        }
    }
}
