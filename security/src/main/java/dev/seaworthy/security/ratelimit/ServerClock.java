package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The back end's clock, read once and carried on by elapsed time: the same for every process that asks it, within a
 * round trip, and moved by no clock on a wall.
 */
final class ServerClock implements TimeMeter {
    private final LongSupplier nanos;
    private volatile @Nullable Long offset;

    /** Elapsed time is in nanoseconds. */
    ServerClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Asks the server at the first call; halfway between question and answer is when it read its clock. */
    void set(LongSupplier serverNanos) {
        if (offset == null) {
            long before = nanos.getAsLong();
            long server = serverNanos.getAsLong();
            long after = nanos.getAsLong();
            offset = server - (before + (after - before) / 2);
        }
    }

    @Override
    public long currentTimeNanos() {
        Long known = offset;
        if (known == null) {
            throw new IllegalStateException("the clock of the back end has not been read");
        }
        return nanos.getAsLong() + known;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
