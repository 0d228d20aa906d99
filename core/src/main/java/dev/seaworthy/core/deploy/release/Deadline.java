package dev.seaworthy.core.deploy.release;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When all must be over. */
record Deadline(InstantSource clock, Instant end) {
    static final Duration LONGEST = Duration.ofDays(30);

    static Deadline none(InstantSource clock) {
        return new Deadline(clock, Instant.MAX);
    }

    boolean isOverIn(Duration time) {
        return !end.equals(Instant.MAX) && !clock.instant().plus(time).isBefore(end);
    }

    /** This time, or what is left if that is less. */
    Duration cut(Duration time) {
        if (!isOverIn(time)) {
            return time;
        }
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }
}
