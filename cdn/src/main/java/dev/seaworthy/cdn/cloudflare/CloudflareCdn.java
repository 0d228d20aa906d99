package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.PurgeReceipt;
import dev.seaworthy.cdn.cloudflare.api.Api;
import dev.seaworthy.cdn.cloudflare.api.BearerToken;
import dev.seaworthy.cdn.cloudflare.api.CallMeters;
import dev.seaworthy.cdn.cloudflare.api.CallObserver;
import dev.seaworthy.cdn.cloudflare.api.Circuit;
import dev.seaworthy.cdn.cloudflare.api.Pause;
import dev.seaworthy.cdn.cloudflare.api.Retries;
import dev.seaworthy.cdn.cloudflare.purging.PurgeLimits;
import dev.seaworthy.cdn.cloudflare.purging.Purging;
import dev.seaworthy.cdn.review.Tier;
import dev.seaworthy.core.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * One zone at Cloudflare, by its API v4. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: the token is in no message, no {@code toString}, and goes over TLS or to this machine only;
 * redirects are not followed; every call and every pause between two tries has a bound.
 *
 * <p>A call that fails in passing (429, 5xx, no connection) is tried again, after the time that Cloudflare asks for or
 * after a random pause that grows; a purge that is repeated does no harm. After {@link Builder#failuresBeforePause}
 * tries in a row without an answer of its own, Cloudflare is left in peace for a while, and calls fail at once.
 *
 * <p>A purge is cut into calls, which wait for their turn by the rate of the {@link Builder#tier}. That is counted in
 * this object: several nodes, or several zones of one account, share what Cloudflare lets through, and wait by its 429.
 * A call that is refused for what it names keeps no other from being made; the exception names what was not purged.
 */
public final class CloudflareCdn implements CdnClient {
    private final String zone;
    private final Purging purging;

    private CloudflareCdn(String zone, Secret token, Builder builder) {
        this.zone = zone;
        CallObserver observer = builder.registry == null ? CallObserver.NONE : new CallMeters(builder.registry, zone);
        Retries retries = new Retries(builder.tries, builder.patience, builder.random, builder.pause);
        Circuit circuit = new Circuit(builder.failuresBeforePause, builder.pauseAfterFailures, builder.ticker);
        Api api = new Api(
                builder.httpClient,
                builder.baseUrl,
                token,
                builder.callTimeout,
                retries,
                circuit,
                observer,
                builder.ticker);
        purging = new Purging(api, zone, builder.limits(), builder.patience, builder.pause, builder.ticker);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public PurgeReceipt purge(Purge purge) {
        return purging.purge(Objects.requireNonNull(purge, "purge"));
    }

    @Override
    public String toString() {
        return "CloudflareCdn[zone=" + zone + "]";
    }

    /** What must be given: a zone and a token. One thread at a time. */
    public static final class Builder {
        /** The default of {@link #baseUrl}: {@value}. */
        public static final String BASE_URL = "https://api.cloudflare.com/client/v4";

        /** The default of {@link #tier}. */
        public static final Tier TIER = Tier.FREE;

        /** The default of {@link #failuresBeforePause}: {@value}. */
        public static final int FAILURES_BEFORE_PAUSE = 10;

        /** The default of {@link #pauseAfterFailures}: 30 seconds. */
        public static final Duration PAUSE_AFTER_FAILURES = Duration.ofSeconds(30);

        /** The default of {@link #tries}: {@value}. */
        public static final int TRIES = 4;

        /** The default of {@link #callTimeout}: 10 seconds. */
        public static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

        /** The default of {@link #patience}: 30 seconds. */
        public static final Duration PATIENCE = Duration.ofSeconds(30);

        private static final Pattern ZONE = Pattern.compile("[0-9a-f]{32}");
        private static final int MOST_URLS_PER_CALL = 500;

        private @Nullable String zone;
        private @Nullable Secret token;
        private OkHttpClient httpClient = new OkHttpClient();
        private URI baseUrl = URI.create(BASE_URL);
        private Tier tier = TIER;
        private OptionalInt urlsPerCall = OptionalInt.empty();
        private int failuresBeforePause = FAILURES_BEFORE_PAUSE;
        private Duration pauseAfterFailures = PAUSE_AFTER_FAILURES;
        private @Nullable MeterRegistry registry;
        private LongSupplier ticker = System::nanoTime;
        private int tries = TRIES;
        private Duration callTimeout = CALL_TIMEOUT;
        private Duration patience = PATIENCE;
        private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        private Pause pause = Pause.REAL;

        private Builder() {}

        /** The zone's id, 32 hexadecimal digits in lower case. */
        public Builder zone(String id) {
            require(ZONE.matcher(id).matches(), "zone must be 32 hexadecimal digits in lower case: " + id);
            zone = id;
            return this;
        }

        /** An API token (not the global key) that may purge this zone's cache. */
        public Builder token(Secret apiToken) {
            require(BearerToken.isValid(apiToken), "token must have the form of a bearer token (RFC 6750, 2.1)");
            token = apiToken;
            return this;
        }

        /** The client whose connections, proxy and TLS settings are used; its timeouts and redirects are not. */
        public Builder httpClient(OkHttpClient client) {
            httpClient = Objects.requireNonNull(client, "httpClient");
            return this;
        }

        /** {@code https}, or {@code http} on this machine. */
        public Builder baseUrl(URI url) {
            require(BearerToken.mayGoTo(url), "baseUrl must be https, or http to this machine: " + url);
            baseUrl = url;
            return this;
        }

        /** What the zone's owner pays for, by which purges are paced: {@link Tier#FREE} if not said. */
        public Builder tier(Tier value) {
            tier = Objects.requireNonNull(value, "tier");
            return this;
        }

        /**
         * How many URLs one call names at most, 1 to 500: what the tier may if not said, 100, or 500 of
         * {@link Tier#ENTERPRISE}. It is halved for as long as Cloudflare says that it is too many.
         */
        public Builder urlsPerCall(int urls) {
            require(urls >= 1 && urls <= MOST_URLS_PER_CALL, "urlsPerCall must be 1 to 500: " + urls);
            urlsPerCall = OptionalInt.of(urls);
            return this;
        }

        /** After how many tries in a row, over all calls, without an answer of Cloudflare's own there are none. */
        public Builder failuresBeforePause(int tries) {
            require(tries >= 1, "failuresBeforePause must be at least 1: " + tries);
            failuresBeforePause = tries;
            return this;
        }

        /** For how long there are none then; after it, one try finds out. */
        public Builder pauseAfterFailures(Duration pause) {
            require(!pause.isNegative(), "pauseAfterFailures must not be negative: " + pause);
            pauseAfterFailures = pause;
            return this;
        }

        /** Times each try: {@code seaworthy.cdn.call}, by {@code call}, {@code outcome} and {@code zone}. */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry value) {
            registry = Objects.requireNonNull(value, "metrics");
            return this;
        }

        /** How often a call is made at most, the first time included. */
        public Builder tries(int most) {
            require(most >= 1, "tries must be at least 1: " + most);
            tries = most;
            return this;
        }

        /** How long one try may take, from the name's resolution to the answer's last byte. */
        public Builder callTimeout(Duration timeout) {
            require(timeout.compareTo(Duration.ofMillis(1)) >= 0, "callTimeout must be at least 1 ms: " + timeout);
            callTimeout = timeout;
            return this;
        }

        /**
         * How long a call may wait for its turn, and how long all pauses between its tries may take together. One that
         * would have to wait longer is given up.
         */
        public Builder patience(Duration longest) {
            require(!longest.isNegative(), "patience must not be negative: " + longest);
            patience = longest;
            return this;
        }

        /** Chooses the pauses; must be safe for use by many threads. */
        public Builder random(RandomGenerator generator) {
            random = Objects.requireNonNull(generator, "random");
            return this;
        }

        Builder pause(Pause seam) {
            pause = seam;
            return this;
        }

        Builder ticker(LongSupplier nanoTime) {
            ticker = nanoTime;
            return this;
        }

        private PurgeLimits limits() {
            PurgeLimits limits = PurgeLimits.of(tier);
            return limits.withUrlsPerCall(urlsPerCall.orElse(limits.urlsPerCall()));
        }

        public CloudflareCdn build() {
            if (zone == null || token == null) {
                throw new IllegalArgumentException("CloudflareCdn misses " + String.join(" and ", missing()));
            }
            return new CloudflareCdn(zone, token, this);
        }

        private List<String> missing() {
            List<String> missing = new ArrayList<>();
            if (zone == null) {
                missing.add("its zone");
            }
            if (token == null) {
                missing.add("its token");
            }
            return missing;
        }

        private static void require(boolean met, String message) {
            if (!met) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
