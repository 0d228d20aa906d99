package dev.seaworthy.cdn.rules;

import java.time.Duration;
import java.util.Optional;

/** Settings of a whole zone; those that are not stated are left as they are. Immutable, equal by value. */
public final class ZoneSettings {
    private record State(
            Optional<Boolean> alwaysUseHttps,
            Optional<Boolean> automaticHttpsRewrites,
            Optional<SslMode> ssl,
            Optional<SecurityLevel> securityLevel,
            Optional<Duration> browserCacheTtl,
            Optional<TlsVersion> minTlsVersion,
            Optional<Boolean> http3,
            Optional<Boolean> zeroRtt,
            Optional<Boolean> brotli,
            Optional<Polish> polish,
            Optional<Boolean> webp,
            Optional<Hsts> hsts) {}

    private final State state;

    private ZoneSettings(State state) {
        this.state = state;
    }

    /** Nothing is stated. */
    public static ZoneSettings unchanged() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Optional<Boolean> alwaysUseHttps() {
        return state.alwaysUseHttps;
    }

    public Optional<Boolean> automaticHttpsRewrites() {
        return state.automaticHttpsRewrites;
    }

    public Optional<SslMode> ssl() {
        return state.ssl;
    }

    public Optional<SecurityLevel> securityLevel() {
        return state.securityLevel;
    }

    /** Zero: the origin's headers count. */
    public Optional<Duration> browserCacheTtl() {
        return state.browserCacheTtl;
    }

    public Optional<TlsVersion> minTlsVersion() {
        return state.minTlsVersion;
    }

    public Optional<Boolean> http3() {
        return state.http3;
    }

    public Optional<Boolean> zeroRtt() {
        return state.zeroRtt;
    }

    public Optional<Boolean> brotli() {
        return state.brotli;
    }

    public Optional<Polish> polish() {
        return state.polish;
    }

    public Optional<Boolean> webp() {
        return state.webp;
    }

    public Optional<Hsts> hsts() {
        return state.hsts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZoneSettings settings && state.equals(settings.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    @Override
    public String toString() {
        return "Zone" + state.toString().substring("State".length());
    }

    /** States settings. One thread at a time. */
    public static final class Builder {
        private Optional<Boolean> alwaysUseHttps = Optional.empty();
        private Optional<Boolean> automaticHttpsRewrites = Optional.empty();
        private Optional<SslMode> ssl = Optional.empty();
        private Optional<SecurityLevel> securityLevel = Optional.empty();
        private Optional<Duration> browserCacheTtl = Optional.empty();
        private Optional<TlsVersion> minTlsVersion = Optional.empty();
        private Optional<Boolean> http3 = Optional.empty();
        private Optional<Boolean> zeroRtt = Optional.empty();
        private Optional<Boolean> brotli = Optional.empty();
        private Optional<Polish> polish = Optional.empty();
        private Optional<Boolean> webp = Optional.empty();
        private Optional<Hsts> hsts = Optional.empty();

        private Builder() {}

        /** Visitors who come by HTTP are sent to HTTPS. */
        public Builder alwaysUseHttps(boolean on) {
            alwaysUseHttps = Optional.of(on);
            return this;
        }

        /** Links of pages to http are rewritten where the other side speaks HTTPS. */
        public Builder automaticHttpsRewrites(boolean on) {
            automaticHttpsRewrites = Optional.of(on);
            return this;
        }

        public Builder ssl(SslMode mode) {
            ssl = Optional.of(mode);
            return this;
        }

        public Builder securityLevel(SecurityLevel level) {
            securityLevel = Optional.of(level);
            return this;
        }

        /** Whole seconds; zero leaves it to the origin. */
        public Builder browserCacheTtl(Duration ttl) {
            browserCacheTtl = Optional.of(ttl.isZero() ? ttl : Seconds.positive("The browser cache TTL", ttl));
            return this;
        }

        public Builder minTlsVersion(TlsVersion version) {
            minTlsVersion = Optional.of(version);
            return this;
        }

        public Builder http3(boolean on) {
            http3 = Optional.of(on);
            return this;
        }

        /** A returning visitor's first request is sent before the handshake ends, and can be played again by others. */
        public Builder zeroRtt(boolean on) {
            zeroRtt = Optional.of(on);
            return this;
        }

        public Builder brotli(boolean on) {
            brotli = Optional.of(on);
            return this;
        }

        public Builder polish(Polish value) {
            polish = Optional.of(value);
            return this;
        }

        public Builder webp(boolean on) {
            webp = Optional.of(on);
            return this;
        }

        /** Browsers refuse plain HTTP until the time is over, and nobody can call it back. */
        public Builder hstsRememberedByBrowsers(Hsts value) {
            hsts = Optional.of(value);
            return this;
        }

        public ZoneSettings build() {
            return new ZoneSettings(new State(
                    alwaysUseHttps,
                    automaticHttpsRewrites,
                    ssl,
                    securityLevel,
                    browserCacheTtl,
                    minTlsVersion,
                    http3,
                    zeroRtt,
                    brotli,
                    polish,
                    webp,
                    hsts));
        }
    }
}
