package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.PurgeReceipt;
import dev.seaworthy.core.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
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
 * after a random pause that grows; a purge that is repeated does no harm. The first call that is given up ends the
 * purge.
 */
public final class CloudflareCdn implements CdnClient {
    private final String zone;
    private final int urlsPerCall;
    private final Api api;

    private CloudflareCdn(String zone, Secret token, Builder builder) {
        this.zone = zone;
        urlsPerCall = builder.urlsPerCall;
        Retries retries = new Retries(builder.tries, builder.patience, builder.random, builder.pause);
        api = new Api(builder.httpClient, builder.baseUrl, token, builder.callTimeout, retries);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public PurgeReceipt purge(Purge purge) {
        Batches<?> batches = Batches.of(Objects.requireNonNull(purge, "purge"), urlsPerCall);
        List<String> ids = new ArrayList<>();
        for (int batch = 0; batch < batches.count(); batch++) {
            ids.add(purge(batches, batch));
        }
        return new PurgeReceipt(ids);
    }

    private String purge(Batches<?> batches, int batch) {
        try {
            return api.post("zones/" + zone + "/purge_cache", PurgeBody.of(batches.batch(batch)))
                    .id();
        } catch (ApiFailure failure) {
            throw notPurged(batches, batch, failure);
        }
    }

    private CdnException notPurged(Batches<?> batches, int batch, ApiFailure failure) {
        String message = "Cloudflare did not purge " + batches.namesFrom(batch) + " of zone " + zone + ": "
                + failure.getMessage() + ". " + failure.advice();
        return failure.describe(CdnException.builder(message))
                .notPurged(batches.from(batch))
                .build();
    }

    @Override
    public String toString() {
        return "CloudflareCdn[zone=" + zone + "]";
    }

    /** What must be given: a zone and a token. One thread at a time. */
    public static final class Builder {
        /** The default of {@link #baseUrl}: {@value}. */
        public static final String BASE_URL = "https://api.cloudflare.com/client/v4";

        /** The default of {@link #urlsPerCall}: {@value}, what every plan may name in one call. */
        public static final int URLS_PER_CALL = 100;

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
        private int urlsPerCall = URLS_PER_CALL;
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

        /** 1 to 500; more than {@value #URLS_PER_CALL} only an Enterprise plan may. */
        public Builder urlsPerCall(int urls) {
            require(urls >= 1 && urls <= MOST_URLS_PER_CALL, "urlsPerCall must be 1 to 500: " + urls);
            urlsPerCall = urls;
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

        /** How long all pauses of one call may take together. A call that would have to wait longer is given up. */
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
