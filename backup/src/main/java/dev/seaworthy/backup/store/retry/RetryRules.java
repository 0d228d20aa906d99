package dev.seaworthy.backup.store.retry;

import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.schedule.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How a failed request is repeated. Pauses have full jitter: any length up to a bound that doubles. Immutable.
 *
 * @param tries of one request, the first included
 * @param patience from the first failure on, after which there is no other try
 * @param ticker nanoseconds of any origin
 */
public record RetryRules(int tries, Duration patience, RandomGenerator random, LongSupplier ticker, Pause pause) {
    /** How often a request is sent at most, if nothing is said. */
    public static final int TRIES = 30;

    /** How long after its first failure a request is still sent again, if nothing is said. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Backoff BOUNDS = Backoff.exponential(Duration.ofMillis(200), Duration.ofSeconds(20));

    /** Those of a request that has not been sent yet. */
    public Attempts attempts() {
        return new Attempts();
    }

    /** The tries of one request. One thread. */
    public final class Attempts {
        private int failures;
        private long firstFailure;

        private Attempts() {}

        /**
         * Counts a failure.
         *
         * @param mayPass whether another try may do better
         * @param least how long the other side asks to wait
         * @return after which time to try again; empty if that is not to be
         */
        public Optional<Duration> afterFailure(boolean mayPass, Duration least) {
            long now = ticker.getAsLong();
            firstFailure = failures == 0 ? now : firstFailure;
            failures++;
            Duration jitter =
                    Duration.ofMillis(random.nextLong(BOUNDS.after(failures).toMillis() + 1));
            Duration next = least.compareTo(jitter) > 0 ? least : jitter;
            Duration passed = Duration.ofNanos(now - firstFailure);
            return mayPass && failures < tries && passed.plus(next).compareTo(patience) <= 0
                    ? Optional.of(next)
                    : Optional.empty();
        }

        /** How many there were. */
        public int failures() {
            return failures;
        }
    }
}
