package dev.seaworthy.security.http.maintenance;

import dev.seaworthy.core.failure.Trace;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that fails at each request, and is told of when it begins and when it ends. */
final class Trouble {
    private static final Logger LOGGER = LoggerFactory.getLogger(MaintenanceMode.class);

    private final String what;
    private final AtomicBoolean lasts = new AtomicBoolean();

    Trouble(String what) {
        this.what = what;
    }

    void begins(RuntimeException cause) {
        if (lasts.compareAndSet(false, true)) {
            Trace trace = Trace.of(cause);
            LOGGER.error("Maintenance mode: the {}: {}", what, trace.getMessage(), trace);
        }
    }

    void ends() {
        if (lasts.compareAndSet(true, false)) {
            LOGGER.info("Maintenance mode: it is over that the {}", what);
        }
    }
}
