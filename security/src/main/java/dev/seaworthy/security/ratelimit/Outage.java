package dev.seaworthy.security.ratelimit;

import dev.seaworthy.core.failure.Trace;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A back end that is unavailable, told of when that begins and when it ends. */
final class Outage {
    private static final Logger LOGGER = LoggerFactory.getLogger(RateLimiter.class);

    private final String backend;
    private final Availability availability;
    private final AtomicBoolean lasts = new AtomicBoolean();

    Outage(String backend, Availability availability) {
        this.backend = backend;
        this.availability = availability;
    }

    boolean lasts() {
        return lasts.get();
    }

    void begins(UnavailableException cause) {
        if (lasts.compareAndSet(false, true)) {
            Trace trace = Trace.of(cause);
            LOGGER.error(
                    "Rate limits: {} is unavailable, so that requests are {} uncounted: {}",
                    backend,
                    availability == Availability.OPEN ? "admitted" : "refused",
                    trace.getMessage(),
                    trace);
        }
    }

    void ends() {
        if (lasts.get() && lasts.compareAndSet(true, false)) {
            LOGGER.info("Rate limits: {} is available again", backend);
        }
    }
}
