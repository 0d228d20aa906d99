package dev.seaworthy.cdn.cloudflare.purging;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A token bucket: so many at once, and so many more with time. Safe for use by many threads. */
final class Allowance {
    private final double perNano;
    private final double capacity;
    private final LongSupplier ticker;
    private double left;
    private long asOf;

    /**
     * @param period in which {@code refill} come back
     * @param capacity how many it holds, which it does at first
     */
    Allowance(int refill, Duration period, int capacity, LongSupplier ticker) {
        this.perNano = refill / (double) period.toNanos();
        this.capacity = capacity;
        this.ticker = ticker;
        left = capacity;
        asOf = ticker.getAsLong();
    }

    /**
     * Takes some, also those that are yet to come.
     *
     * @return how long to wait until they have
     */
    synchronized Duration take(int count) {
        refill();
        left -= count;
        return left >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-left / perNano));
    }

    /** Gives back what was not used. */
    synchronized void giveBack(int count) {
        refill();
        left = Math.min(capacity, left + count);
    }

    private void refill() {
        long now = ticker.getAsLong();
        left = Math.min(capacity, left + (now - asOf) * perNano);
        asOf = now;
    }
}
