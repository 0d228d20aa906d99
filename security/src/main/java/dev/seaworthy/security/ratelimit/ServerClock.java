package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.TimeMeter;
import java.util.Comparator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The back end's clock, read once and carried on by elapsed time: the same for every process that asks it, within a
 * round trip, and moved by no clock on a wall.
 */
final class ServerClock implements TimeMeter {
    private static final int READINGS = 3;

    private final LongSupplier nanos;
    private volatile @Nullable Long offset;

    /** Elapsed time is in nanoseconds. */
    ServerClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Asks the server at the first call, three times, of which the quickest counts; whoever is done first sets it. */
    void set(LongSupplier serverNanos) {
        if (offset == null) {
            set(Stream.generate(() -> read(serverNanos))
                    .limit(READINGS)
                    .min(Comparator.comparingLong(Reading::took))
                    .orElseThrow());
        }
    }

    private synchronized void set(Reading reading) {
        if (offset == null) {
            offset = reading.offset();
        }
    }

    /** Halfway between question and answer is when the server read its clock. */
    private Reading read(LongSupplier serverNanos) {
        long before = nanos.getAsLong();
        long server = serverNanos.getAsLong();
        long took = nanos.getAsLong() - before;
        return new Reading(server - (before + took / 2), took);
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

    private record Reading(long offset, long took) {}
}
