package dev.seaworthy.cdn.cloudflare.purging;

import dev.seaworthy.cdn.review.Tier;
import java.time.Duration;

/**
 * What Cloudflare lets an account purge ("Purge cache", availability and limits, of July 2026). Immutable.
 *
 * @param urlsPerCall the most URLs that one call may name
 * @param urlsPerSecond over all calls
 * @param calls of the other kinds in a {@code period}
 * @param burst calls of the other kinds at once
 */
public record PurgeLimits(int urlsPerCall, int urlsPerSecond, int calls, Duration period, int burst) {
    /** The most names of another kind than URLs in one call. */
    static final int NAMES_PER_CALL = 100;

    /** Those of a tier. */
    public static PurgeLimits of(Tier tier) {
        return switch (tier) {
            case FREE -> new PurgeLimits(100, 800, 5, Duration.ofMinutes(1), 25);
            case PRO -> new PurgeLimits(100, 1_500, 5, Duration.ofSeconds(1), 25);
            case BUSINESS -> new PurgeLimits(100, 1_500, 10, Duration.ofSeconds(1), 50);
            case ENTERPRISE -> new PurgeLimits(500, 3_000, 50, Duration.ofSeconds(1), 500);
        };
    }

    /** The same, with so many URLs in one call. */
    public PurgeLimits withUrlsPerCall(int urls) {
        return new PurgeLimits(urls, urlsPerSecond, calls, period, burst);
    }
}
