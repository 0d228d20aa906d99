package dev.seaworthy.monitoring.health;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One declared check and its last answer. At most one flight of it is under way. */
final class Check {
    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);

    private final String name;
    private final Declared declared;
    private final Timing timing;
    private final ProbeThreads threads;

    private @Nullable Flight flight;
    private volatile @Nullable HealthStatus last;
    private volatile long answeredAt;

    Check(String name, Declared declared, Timing timing, ProbeThreads threads) {
        this.name = name;
        this.declared = declared;
        this.timing = timing;
        this.threads = threads;
    }

    boolean isCritical() {
        return declared.critical();
    }

    /** The flight under way, or the last one while its answer is good, or a new one; after the end a refused one. */
    synchronized Flight begin() {
        Flight current = flight;
        if (current != null && threads.areOpen() && (!current.hasLanded() || timing.isFresh(answeredAt))) {
            return current;
        }
        Flight next = new Flight(declared.probe(), this::answered);
        flight = next;
        if (!threads.run(next)) {
            next.refuse();
        }
        return next;
    }

    /** A message may quote a secret, so the log gets the class of what was thrown alone. */
    private void answered(HealthStatus status, @Nullable Throwable thrown) {
        answeredAt = timing.ticker().nanos();
        HealthStatus before = last;
        last = status;
        if (status != before && thrown != null) {
            LOG.warn(
                    "Health check {} is {}: {}", name, status, thrown.getClass().getName());
        } else if (status == HealthStatus.HEALTHY && before == HealthStatus.UNHEALTHY) {
            LOG.info("Health check {} is {} again", name, status);
        }
    }
}
