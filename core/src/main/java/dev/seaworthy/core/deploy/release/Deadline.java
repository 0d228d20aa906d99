package dev.seaworthy.core.deploy.release;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When all must be over, whatever is done to the wall clock.
 *
 * @param begin what the ticker said when the time began
 * @param longest empty for no end
 */
record Deadline(LongSupplier ticker, long begin, Optional<Duration> longest) {
    static final Duration LONGEST = Duration.ofDays(30);

    static Deadline in(Duration longest, LongSupplier ticker) {
        return new Deadline(ticker, ticker.getAsLong(), Optional.of(longest));
    }

    static Deadline none() {
        return new Deadline(() -> 0, 0, Optional.empty());
    }

    boolean isOver() {
        return isOverIn(Duration.ZERO);
    }

    boolean isOverIn(Duration time) {
        return left().filter(left -> time.compareTo(left) >= 0).isPresent();
    }

    /** This time, or what is left if that is less. */
    Duration cut(Duration time) {
        return left().filter(left -> time.compareTo(left) > 0)
                .map(left -> left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left)
                .orElse(time);
    }

    private Optional<Duration> left() {
        return longest.map(all -> all.minusNanos(ticker.getAsLong() - begin));
    }
}
