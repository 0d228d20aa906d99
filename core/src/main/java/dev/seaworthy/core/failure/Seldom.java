package dev.seaworthy.core.failure;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets the first of many through, and then one in each period, by elapsed time. Safe for use by many threads. */
public final class Seldom {
    private final long period;
    private final LongSupplier nanoTime;
    private boolean begun;
    private long last;

    public Seldom(Duration period, LongSupplier nanoTime) {
        this.period = period.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether this one is let through. */
    public synchronized boolean isDue() {
        long now = nanoTime.getAsLong();
        if (begun && now - last < period) {
            return false;
        }
        begun = true;
        last = now;
        return true;
    }
}
