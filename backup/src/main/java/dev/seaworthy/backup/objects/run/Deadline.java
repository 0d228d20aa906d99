package dev.seaworthy.backup.objects.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * When a run must have ended, by the time of day, which other nodes have too, and by time that no clock's change
 * touches: what it refers to may be deleted after. Safe for use by many threads.
 */
public final class Deadline {
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final Duration timeout;
    private final Instant start;
    private final long startTick;

    /**
     * From this moment on.
     *
     * @param ticker nanoseconds of any origin
     */
    public Deadline(InstantSource clock, LongSupplier ticker, Duration timeout) {
        this.clock = clock;
        this.ticker = ticker;
        this.timeout = timeout;
        this.start = clock.instant();
        this.startTick = ticker.getAsLong();
    }

    public Instant start() {
        return start;
    }

    /** Since the start, by the time that no clock's change touches. */
    public Duration elapsed() {
        return Duration.ofNanos(ticker.getAsLong() - startTick);
    }

    /** Refuses to go on once the time is over. */
    public void require() throws IOException {
        Duration byClock = Duration.between(start, clock.instant());
        Duration longest = byClock.compareTo(elapsed()) > 0 ? byClock : elapsed();
        if (longest.compareTo(timeout) >= 0) {
            throw new IOException("it took " + longest + ", longer than its timeout, " + timeout);
        }
    }
}
