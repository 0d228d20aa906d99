package dev.seaworthy.core.deploy.checklist;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How a checklist is run: by which clocks, in how many threads, with how much grace. Safe for use by many threads. */
record Setting(InstantSource clock, LongSupplier ticker, int threads, Duration grace, AtomicLong started) {
    Instant now() {
        return clock.instant();
    }

    long ticks() {
        return ticker.getAsLong();
    }

    long graceNanos() {
        return grace.toNanos();
    }

    String nextThreadName() {
        return "seaworthy-checklist-" + started.incrementAndGet();
    }
}
