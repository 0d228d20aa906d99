package dev.seaworthy.core.deploy.check.ready;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What was served in some time: measured in production, or by a load test. Immutable.
 *
 * @param errors how many of the requests failed
 * @param p95 what 95 of 100 requests took at most, if that is known
 */
public record Traffic(long requests, long errors, Optional<Duration> p95) {
    /** @throws IllegalArgumentException if a number or the time is negative */
    public Traffic {
        Objects.requireNonNull(p95, "p95");
        if (requests < 0 || errors < 0 || p95.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException(
                    "Traffic can't be negative: " + requests + " requests, " + errors + " errors, p95 " + p95);
        }
    }

    public static Traffic of(long requests, long errors, Duration p95) {
        return new Traffic(requests, errors, Optional.of(p95));
    }

    /** Errors per request; 0 if there was none. */
    public double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }
}
