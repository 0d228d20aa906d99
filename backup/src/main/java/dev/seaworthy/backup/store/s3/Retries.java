package dev.seaworthy.backup.store.s3;

import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.schedule.Backoff;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * How a failed request is repeated. Pauses have full jitter: any length up to a bound that doubles.
 *
 * @param tries of one request, the first included
 * @param patience from the first failure on, after which there is no other try
 * @param ticker nanoseconds of any origin
 */
public record Retries(int tries, Duration patience, RandomGenerator random, LongSupplier ticker, Pause pause) {
    /** How often a request is sent at most, if nothing is said. */
    public static final int TRIES = 30;

    /** How long after its first failure a request is still sent again, if nothing is said. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final Backoff BOUNDS = Backoff.exponential(Duration.ofMillis(200), Duration.ofSeconds(20));

    /** The answer to a request that can be sent again; or its last failure. */
    public <T> T of(Supplier<T> request) {
        Attempts attempts = new Attempts();
        while (true) {
            try {
                return request.get();
            } catch (SdkException e) {
                attempts.pauseAfter(e);
            }
        }
    }

    public Attempts attempts() {
        return new Attempts();
    }

    /** The tries of one request. One thread. */
    public final class Attempts {
        private int failures;
        private long firstFailure;

        private Attempts() {}

        /** Returns when it is time to try again, or throws the failure. */
        public <E extends Exception> void pauseAfter(E failure) throws E {
            long now = ticker.getAsLong();
            firstFailure = failures == 0 ? now : firstFailure;
            failures++;
            Duration next = jitter();
            Duration passed = Duration.ofNanos(now - firstFailure);
            if (!Passing.mayPass(failure)
                    || failures >= tries
                    || passed.plus(next).compareTo(patience) > 0) {
                throw failure;
            }
            LOG.info("A request of the store failed {} times and is tried again", failures, failure);
            rest(next, failure);
        }

        private Duration jitter() {
            long most = BOUNDS.after(failures).toMillis();
            return Duration.ofMillis(random.nextLong(most + 1));
        }

        private <E extends Exception> void rest(Duration duration, E failure) throws E {
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
