package dev.seaworthy.backup.interrupt;

import dev.seaworthy.core.failure.Problems;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long a run may take, and when it counts as killed, as a builder is told. One thread. */
public final class RunTimes {
    private static final Duration LEAST_GRACE = Duration.ofHours(1);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

    private Duration abandonedAfter = Duration.ofDays(1);
    private @Nullable Duration timeout;

    public void abandonedAfter(Duration value) {
        abandonedAfter = Objects.requireNonNull(value, "abandonedAfter");
    }

    /** 24 hours if not said. */
    public Duration abandonedAfter() {
        return abandonedAfter;
    }

    public void timeout(Duration value) {
        timeout = Objects.requireNonNull(value, "timeout");
    }

    /** Half of the other if not said. */
    public Duration timeout() {
        return timeout == null ? abandonedAfter.dividedBy(2) : timeout;
    }

    /**
     * Adds what is wrong with them.
     *
     * @param danger what would become of a run that outlives its grace
     */
    public void check(Problems problems, String danger) {
        problems.unless(
                abandonedAfter.compareTo(LEAST_GRACE) >= 0,
                "abandonedAfter is " + abandonedAfter + "; give an hour or more");
        problems.unless(
                timeout().compareTo(LEAST_TIMEOUT) >= 0, "timeout is " + timeout() + "; give a millisecond or more");
        problems.unless(
                timeout().compareTo(abandonedAfter) < 0,
                "timeout is " + timeout() + " and abandonedAfter " + abandonedAfter + ": " + danger
                        + "; give a shorter timeout or a longer abandonedAfter");
    }
}
