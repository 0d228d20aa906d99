package dev.seaworthy.monitoring.health;

import java.util.Locale;

/** How well a dependency, or the service as a whole, is. */
public enum HealthStatus {
    HEALTHY,
    /** Something that the service can do without fails. Said of a service alone. */
    DEGRADED,
    UNHEALTHY;

    /** The word in an answer: {@code healthy}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
