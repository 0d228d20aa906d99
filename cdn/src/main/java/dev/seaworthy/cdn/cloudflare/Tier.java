package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.cdn.cloudflare.purging.PurgeLimits;
import java.time.Duration;

/** What a zone's owner pays for. */
public enum Tier {
    FREE(new PurgeLimits(100, 800, 5, Duration.ofMinutes(1), 25)),
    PRO(new PurgeLimits(100, 1_500, 5, Duration.ofSeconds(1), 25)),
    BUSINESS(new PurgeLimits(100, 1_500, 10, Duration.ofSeconds(1), 50)),
    ENTERPRISE(new PurgeLimits(500, 3_000, 50, Duration.ofSeconds(1), 500));

    private final PurgeLimits purgeLimits;

    Tier(PurgeLimits purgeLimits) {
        this.purgeLimits = purgeLimits;
    }

    PurgeLimits purgeLimits() {
        return purgeLimits;
    }
}
