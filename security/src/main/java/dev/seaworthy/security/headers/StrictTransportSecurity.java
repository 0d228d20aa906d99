package dev.seaworthy.security.headers;

import java.time.Duration;

/**
 * {@code Strict-Transport-Security}: for how long browsers must use TLS alone for this host (RFC 6797 §6.1). Immutable.
 *
 * @param maxAge in whole seconds; zero makes browsers forget the host
 * @param preload consent to the lists built into browsers, which asks for {@code includeSubDomains} and at least
 *     {@link #PRELOAD_MINIMUM}; hard to take back
 */
public record StrictTransportSecurity(Duration maxAge, boolean includeSubDomains, boolean preload) {
    /** The shortest age with which hstspreload.org takes a host: 31536000 seconds. */
    public static final Duration PRELOAD_MINIMUM = Duration.ofDays(365);

    public StrictTransportSecurity {
        if (maxAge.isNegative() || maxAge.toNanosPart() != 0) {
            throw refused("max-age is " + maxAge + "; give whole seconds, zero or more");
        }
        if (preload && (!includeSubDomains || maxAge.compareTo(PRELOAD_MINIMUM) < 0)) {
            throw refused("preload needs includeSubDomains and a max-age of at least 31536000 seconds; max-age is "
                    + maxAge.toSeconds() + ", includeSubDomains is " + includeSubDomains);
        }
    }

    /** This host alone, not its subdomains. */
    public static StrictTransportSecurity of(Duration maxAge) {
        return new StrictTransportSecurity(maxAge, false, false);
    }

    public StrictTransportSecurity withSubDomains() {
        return new StrictTransportSecurity(maxAge, true, preload);
    }

    public StrictTransportSecurity withPreload() {
        return new StrictTransportSecurity(maxAge, includeSubDomains, true);
    }

    /** The value as it is sent. */
    public String value() {
        return "max-age=" + maxAge.toSeconds()
                + (includeSubDomains ? "; includeSubDomains" : "")
                + (preload ? "; preload" : "");
    }

    private static IllegalArgumentException refused(String rule) {
        return new IllegalArgumentException("Strict-Transport-Security: " + rule);
    }
}
