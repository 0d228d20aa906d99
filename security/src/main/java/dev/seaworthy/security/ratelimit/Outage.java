package dev.seaworthy.security.ratelimit;

import dev.seaworthy.core.failure.Trace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a back end is unavailable: since so many failures in a row, until so many answers in a row. It is told of
 * once, and of several no more than one in a minute. Safe for use by many threads.
 */
final class Outage {
    static final int FAILURES = 5;
    static final int ANSWERS = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(RateLimiter.class);
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private static final long BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();

    private final String backend;
    private final Availability availability;
    private final LongSupplier nanos;
    private volatile boolean lasts;

    /** Failures while it does not last, answers while it does. */
    private volatile int inARow;

    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lookAt;

    private @Nullable Long toldAt;
    private boolean told;

    Outage(String backend, Availability availability, LongSupplier nanos) {
        this.backend = backend;
        this.availability = availability;
        this.nanos = nanos;
        lookAt = nanos.getAsLong();
    }

    /** One request at a time, and a while after the one before; it says when it has looked. */
    boolean beginsToLook() {
        return nanos.getAsLong() - lookAt >= 0 && looking.compareAndSet(false, true);
    }

    void hasLooked() {
        lookAt = nanos.getAsLong() + BETWEEN_LOOKS;
        looking.set(false);
    }

    boolean lasts() {
        return lasts;
    }

    void failed(UnavailableException cause) {
        if (cause.isOfBackend()) {
            count(cause, 1);
        }
    }

    /** Whoever asked had patience, so that there is no doubt. */
    void begins(UnavailableException cause) {
        if (cause.isOfBackend()) {
            count(cause, FAILURES);
        }
    }

    private synchronized void count(UnavailableException cause, int failures) {
        inARow = lasts ? 0 : inARow + failures;
        if (!lasts && inARow >= FAILURES) {
            lasts = true;
            inARow = 0;
        }
        if (lasts && !told && isQuiet()) {
            toldAt = nanos.getAsLong();
            told = true;
            tell(cause);
        }
    }

    private boolean isQuiet() {
        return toldAt == null || nanos.getAsLong() - toldAt >= QUIET;
    }

    private void tell(UnavailableException cause) {
        Trace trace = Trace.of(cause);
        LOGGER.error(
                "Rate limits: {} is unavailable, so that requests are {}: {}",
                backend,
                availability == Availability.OPEN ? "limited by this process alone" : "refused uncounted",
                trace.getMessage(),
                trace);
    }

    void answered() {
        if (lasts || inARow > 0) {
            countAnswer();
        }
    }

    private synchronized void countAnswer() {
        inARow = lasts ? inARow + 1 : 0;
        if (lasts && inARow >= ANSWERS) {
            lasts = false;
            inARow = 0;
            if (told) {
                LOGGER.info("Rate limits: {} is available again", backend);
            }
            told = false;
        }
    }
}
