package dev.seaworthy.core.schedule;

import java.time.Duration;

/**
 * How long to wait before a failed run is tried again: {@code first}, then twice as long each time, up to
 * {@code longest}. Immutable.
 */
public record Backoff(Duration first, Duration longest) {
    /** Ten seconds, doubled up to ten minutes. */
    public static final Backoff DEFAULT = exponential(Duration.ofSeconds(10), Duration.ofMinutes(10));

    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || !Tries.isPositive(longest)) {
            throw new IllegalArgumentException(
                    "back-off must be positive, end no shorter than it begins, and be a year at most: " + first + ", "
                            + longest);
        }
    }

    public static Backoff fixed(Duration delay) {
        return new Backoff(delay, delay);
    }

    public static Backoff exponential(Duration first, Duration longest) {
        return new Backoff(first, longest);
    }

    /** The wait after so many failures in a row, from 1. */
    public Duration after(int failures) {
        Duration delay = first;
        for (int i = 1; i < Math.min(failures, MOST_DOUBLINGS) && delay.compareTo(longest) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
