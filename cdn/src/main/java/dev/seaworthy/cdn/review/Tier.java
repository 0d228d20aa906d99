package dev.seaworthy.cdn.review;

import java.time.Duration;
import java.time.LocalDate;

/**
 * What Cloudflare's plans allow, by its documentation of {@link #AS_OF}. It changes several times a year, so ask
 * Cloudflare where much hangs on it.
 */
public enum Tier {
    FREE(10, 5, 1, Duration.ofHours(2), Duration.ofSeconds(10), Duration.ofSeconds(10)),
    PRO(25, 20, 2, Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1)),
    BUSINESS(50, 100, 5, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofDays(1)),
    /** Contracts differ: the figures are those without add-ons. */
    ENTERPRISE(300, 1000, 5, Duration.ofSeconds(1), Duration.ofSeconds(86400), Duration.ofDays(1));

    /** The day of the youngest page that the figures come from. */
    public static final LocalDate AS_OF = LocalDate.of(2026, 8, 25);

    private final int rules;
    private final int securityRules;
    private final int rateLimits;
    private final Duration leastEdgeTtl;
    private final Duration longestPeriod;
    private final Duration longestTimeout;

    Tier(
            int rules,
            int securityRules,
            int rateLimits,
            Duration leastEdgeTtl,
            Duration longestPeriod,
            Duration longestTimeout) {
        this.rules = rules;
        this.securityRules = securityRules;
        this.rateLimits = rateLimits;
        this.leastEdgeTtl = leastEdgeTtl;
        this.longestPeriod = longestPeriod;
        this.longestTimeout = longestTimeout;
    }

    /** How many cache rules, configuration rules, redirects or header rules: so many of each. */
    public int rules() {
        return rules;
    }

    public int securityRules() {
        return securityRules;
    }

    public int rateLimits() {
        return rateLimits;
    }

    public Duration leastEdgeTtl() {
        return leastEdgeTtl;
    }

    /** Of a rate limit. */
    public Duration longestPeriod() {
        return longestPeriod;
    }

    /** Of a rate limit. */
    public Duration longestTimeout() {
        return longestTimeout;
    }

    public boolean isAtLeast(Tier other) {
        return compareTo(other) >= 0;
    }
}
