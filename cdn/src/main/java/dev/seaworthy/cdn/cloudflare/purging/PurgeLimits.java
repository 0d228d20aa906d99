package dev.seaworthy.cdn.cloudflare.purging;

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

    /** The same, with so many URLs in one call. */
    public PurgeLimits withUrlsPerCall(int urls) {
        return new PurgeLimits(urls, urlsPerSecond, calls, period, burst);
    }
}
