package dev.seaworthy.monitoring.health;

import java.time.Duration;

/** How long an answer is good, by which ticker. */
record Timing(Ticker ticker, Duration cacheFor) {
    boolean isFresh(long since) {
        return ticker.nanos() - since < cacheFor.toNanos();
    }
}
