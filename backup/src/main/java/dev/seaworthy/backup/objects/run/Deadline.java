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
    private final Duration before;
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
        this.before = Duration.ZERO;
        this.startTick = ticker.getAsLong();
    }

    /**
     * Of a run that another node has begun.
     *
     * @param start by the clock of that node
     * @param age how long ago that was at least, by a clock that all nodes have in common
     */
    public Deadline(InstantSource clock, LongSupplier ticker, Duration timeout, Instant start, Duration age) {
        this.clock = clock;
        this.ticker = ticker;
        this.timeout = timeout;
        this.start = start;
        this.before = longer(age, Duration.between(start, clock.instant()));
        this.startTick = ticker.getAsLong();
    }

    public Instant start() {
        return start;
    }

    /** Since the start, by the time that no clock's change touches. */
    public Duration elapsed() {
        return before.plusNanos(ticker.getAsLong() - startTick);
    }

    /** How much time there is; zero at least. */
    public Duration left() {
        Duration left = timeout.minus(longest());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration longest() {
        return longer(elapsed(), Duration.between(start, clock.instant()));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Refuses to go on once the time is over. */
    public void require() throws IOException {
        Duration longest = longest();
        if (longest.compareTo(timeout) >= 0) {
            throw new IOException("it took " + longest + ", longer than its timeout, " + timeout);
        }
    }
}
