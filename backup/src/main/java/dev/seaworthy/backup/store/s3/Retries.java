package dev.seaworthy.backup.store.s3;

import dev.seaworthy.backup.store.retry.RetryRules;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** How a failed request of S3 is repeated, if that may help. */
public record Retries(RetryRules rules) {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    /** The answer to a request that can be sent again; or its last failure. */
    public <T> T of(Supplier<T> request) {
        Attempts attempts = attempts();
        while (true) {
            try {
                return request.get();
            } catch (SdkException e) {
                attempts.pauseAfter(e);
            }
        }
    }

    /** Those of a request that has not been sent yet. */
    public Attempts attempts() {
        return new Attempts(rules.attempts());
    }

    /** The tries of one request. One thread. */
    public final class Attempts {
        private final RetryRules.Attempts attempts;

        private Attempts(RetryRules.Attempts attempts) {
            this.attempts = attempts;
        }

        /** Returns when it is time to try again, or throws the failure. */
        public <E extends Exception> void pauseAfter(E failure) throws E {
            Optional<Duration> next = attempts.afterFailure(Passing.mayPass(failure), Passing.askedFor(failure));
            if (next.isEmpty()) {
                throw failure;
            }
            LOG.info("A request of the store failed {} times and is tried again", attempts.failures(), failure);
            rest(next.get(), failure);
        }

        private <E extends Exception> void rest(Duration duration, E failure) throws E {
            try {
                rules.pause().last(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure.addSuppressed(e);
                throw failure;
            }
        }
    }
}
