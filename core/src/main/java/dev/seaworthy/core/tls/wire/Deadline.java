package dev.seaworthy.core.tls.wire;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When there is no more time, by a clock of nanoseconds that is never set back. */
public record Deadline(LongSupplier nanos, long end) {
    public static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    /** The sooner of this and that time from now. */
    public Deadline orIn(Duration time) {
        return left() < time.toNanos() ? this : in(time, nanos);
    }

    public boolean isOver() {
        return left() <= 0;
    }

    /** At least one, because zero means for ever to a socket. */
    public int millis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left() / 1_000_000));
    }

    private long left() {
        return end - nanos.getAsLong();
    }
}
