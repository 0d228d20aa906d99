package dev.seaworthy.cdn.rules;

import java.time.Duration;
import java.util.Optional;

/**
 * How long browsers keep an answer; no purge reaches them. Immutable.
 *
 * @param ttl of {@link Mode#OVERRIDE_ORIGIN} alone
 */
public record BrowserTtl(Mode mode, Optional<Duration> ttl) {
    /** Whose word counts. */
    public enum Mode {
        /** The origin's headers. */
        RESPECT_ORIGIN,
        /** Ours, whatever the origin says. */
        OVERRIDE_ORIGIN,
        /** Browsers keep nothing. */
        BYPASS
    }

    public BrowserTtl {
        if (ttl.isPresent() != (mode == Mode.OVERRIDE_ORIGIN)) {
            throw new IllegalArgumentException("A browser TTL has a time if it overrides the origin, and only then");
        }
        ttl.ifPresent(time -> Seconds.positive("A browser TTL", time));
    }

    public static BrowserTtl respectOrigin() {
        return new BrowserTtl(Mode.RESPECT_ORIGIN, Optional.empty());
    }

    public static BrowserTtl override(Duration ttl) {
        return new BrowserTtl(Mode.OVERRIDE_ORIGIN, Optional.of(ttl));
    }

    public static BrowserTtl bypass() {
        return new BrowserTtl(Mode.BYPASS, Optional.empty());
    }

    @Override
    public String toString() {
        return ttl.map(time -> time.toSeconds() + " s").orElse(mode.toString());
    }
}
