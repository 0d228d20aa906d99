package dev.seaworthy.cdn.cloudflare.api;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How a failed call is repeated. Pauses have full jitter: any length up to a bound that doubles. */
public record Retries(int tries, Duration patience, RandomGenerator random, Pause pause) {
    private static final Duration FIRST_BOUND = Duration.ofMillis(500);
    private static final Duration LAST_BOUND = Duration.ofSeconds(8);
    private static final int DOUBLINGS = 4;

    Attempts attempts(boolean mayRepeat) {
        return new Attempts(mayRepeat);
    }

    private Duration jitter(int failures) {
        Duration bound = FIRST_BOUND.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        long most = Math.min(bound.toMillis(), LAST_BOUND.toMillis());
        return Duration.ofMillis(random.nextLong(most + 1));
    }

    /** The tries of one call. One thread. */
    final class Attempts {
        private final boolean mayRepeat;
        private int failures;
        private Duration waited = Duration.ZERO;

        private Attempts(boolean mayRepeat) {
            this.mayRepeat = mayRepeat;
        }

        /** Returns when it is time to try again, or throws the failure. */
        void pauseAfter(ApiFailure failure) throws ApiFailure {
            failures++;
            Duration next = failure.retryAfter().orElseGet(() -> jitter(failures));
            boolean tooLong = waited.plus(next).compareTo(patience) > 0;
            boolean harmless = mayRepeat || failure.isUndone();
            if (!failure.mayPass() || !harmless || failures >= tries || tooLong) {
                throw failure;
            }
            waited = waited.plus(next);
            rest(next, failure);
        }

        private void rest(Duration duration, ApiFailure failure) throws ApiFailure {
            try {
                pause.last(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure.addSuppressed(e);
                throw failure;
            }
        }
    }
}
