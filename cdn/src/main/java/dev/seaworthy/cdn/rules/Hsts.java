package dev.seaworthy.cdn.rules;

import java.time.Duration;

/**
 * Strict-Transport-Security as the CDN sends it (RFC 6797). Immutable.
 *
 * @param maxAge whole seconds; how long browsers refuse plain HTTP
 */
public record Hsts(Duration maxAge, boolean includeSubdomains, boolean preload) {
    private static final Duration LEAST_TO_PRELOAD = Duration.ofDays(365);

    public Hsts {
        Seconds.positive("The max-age of HSTS", maxAge);
        if (preload && (!includeSubdomains || maxAge.compareTo(LEAST_TO_PRELOAD) < 0)) {
            throw new IllegalArgumentException("HSTS preload needs subdomains and a max-age of a year or more");
        }
    }
}
