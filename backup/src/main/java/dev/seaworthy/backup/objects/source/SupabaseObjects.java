package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.retry.RetryOptions;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.failure.Problems;
import dev.seaworthy.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a bucket of Supabase Storage, by its REST interface and a service key. Safe for use by many threads.
 * Objects are restored into it by its S3 interface, which {@link S3Objects} speaks.
 *
 * <p>It lists by {@code list-v2}, in pages of 1,000 that begin after the last key of the page before: with
 * {@code list}, whose pages are counted, an object that is deleted meanwhile would hide another. A range that begins in
 * the middle is read from the first key that begins as all of the range do, since the interface does not begin after a
 * key. Self-hosted versions from before 2025 lack it; use their S3 interface.
 *
 * <p>An object's version is its ETag, and its time that of its row. Its type, {@code cache-control} and what its owner
 * has added are read as they are stored: a download would call a page of HTML plain text.
 *
 * <p>A request ends after its timeout, and a download when nothing comes for as long. What may pass, by 408, 429, 5xx
 * and broken connections, is sent again after pauses with full jitter, or as long as {@code Retry-After} asks for.
 *
 * <p><b>Guarantees</b>: the key goes to the project's address alone, no redirect is followed, and it is in no message.
 */
public final class SupabaseObjects implements ObjectSource {
    private static final int PAGE = 1000;

    /** How often an object is opened whose content changes between the question for it and the answer. */
    private static final int OPENINGS = 5;

    private final SupabaseRequests requests;
    private final String bucket;

    private SupabaseObjects(SupabaseRequests requests, String bucket) {
        this.requests = requests;
        this.bucket = bucket;
    }

    /**
     * A bucket of a project.
     *
     * @param project {@code https://<ref>.supabase.co}, or the address of one's own
     * @param serviceKey a secret key, {@code sb_secret_…}, or that of the role {@code service_role}
     */
    public static SupabaseObjects of(URI project, Secret serviceKey, String bucket) {
        return builder(project, serviceKey, bucket).build();
    }

    public static Builder builder(URI project, Secret serviceKey, String bucket) {
        return new Builder(project, serviceKey, bucket);
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        String prefix = prefix(range);
        return ObjectListing.of(range, token -> page(prefix, token));
    }

    /** What all keys of a range begin with, up to what its database would take for a pattern. */
    private static String prefix(KeyRange range) {
        String last = range.through().orElse("");
        int most = Math.min(range.after().length(), last.length());
        int common = 0;
        while (common < most
                && range.after().charAt(common) == last.charAt(common)
                && "%_\\".indexOf(last.charAt(common)) < 0
                && !Character.isSurrogate(last.charAt(common))) {
            common++;
        }
        return last.substring(0, common);
    }

    private ObjectListing.Page page(String prefix, Optional<String> token) {
        Map<String, Object> question = new HashMap<>(Map.of("limit", PAGE, "with_delimiter", false, "prefix", prefix));
        token.ifPresent(cursor -> question.put("cursor", cursor));
        HttpRequest request = requests.request("/object/list-v2/" + SupabaseRequests.encoded(bucket))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.writeLine(question)))
                .build();
        SupabaseAnswer answer = requests.ask("list the objects of bucket", bucket, request);
        try {
            Map<?, ?> page = answer.json();
            List<SourceObject> objects = new ArrayList<>();
            for (Object entry : (List<?>) required(page, "objects")) {
                objects.add(listed((Map<?, ?>) entry));
            }
            Optional<String> next = Boolean.TRUE.equals(page.get("hasNext"))
                    ? Optional.of((String) required(page, "nextCursor"))
                    : Optional.empty();
            return new ObjectListing.Page(objects, next);
        } catch (IOException | ClassCastException | DateTimeException e) {
            throw requests.failed("understand the list of bucket", bucket, e);
        }
    }

    /** What is being uploaded has no metadata yet. */
    private static SourceObject listed(Map<?, ?> entry) throws IOException {
        Map<?, ?> metadata = entry.get("metadata") instanceof Map<?, ?> known ? known : Map.of();
        return object(
                (String) required(entry, "name"), metadata.get("size"), metadata.get("eTag"), entry.get("updated_at"));
    }

    private static SourceObject object(
            String key, @Nullable Object bytes, @Nullable Object eTag, @Nullable Object updatedAt) {
        Instant updated = updatedAt instanceof String text
                ? OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS)
                : Instant.EPOCH;
        return new SourceObject(key, bytes instanceof Number size ? size.longValue() : 0, unquoted(eTag), updated);
    }

    private static Object required(Map<?, ?> from, String name) throws IOException {
        Object value = from.get(name);
        if (value == null) {
            throw new IOException("It has no " + name);
        }
        return value;
    }

    private static String unquoted(@Nullable Object eTag) {
        return eTag == null ? "" : eTag.toString().replaceFirst("^W/", "").replace("\"", "");
    }

    static String version(HttpResponse<?> response) {
        return unquoted(response.headers().firstValue("ETag").orElse(null));
    }

    @Override
    public ObjectContent open(String key) {
        ObjectSource.requireKey(key);
        String path = "/" + SupabaseRequests.encoded(bucket) + "/" + SupabaseRequests.encoded(key);
        String content = "/object/authenticated" + path;
        for (int opening = 1; opening <= OPENINGS; opening++) {
            Map<?, ?> info = info(key, "/object/info" + path);
            SourceObject object = object(key, info.get("size"), info.get("etag"), info.get("last_modified"));
            HttpResponse<InputStream> response =
                    requests.open("open", key, requests.request(content).build());
            if (version(response).equals(object.version())) {
                return new ObjectContent(
                        object, metadata(info), new SupabaseDownload(requests, content, object, response.body()));
            }
            close(key, response);
        }
        throw new StoreException(key, "Could not open " + key + ": it is changed all the time", null);
    }

    /** Of this very key: what stands between may take {@code a/../b} for {@code b}. */
    private Map<?, ?> info(String key, String path) {
        try {
            Map<?, ?> info =
                    requests.ask("open", key, requests.request(path).build()).json();
            if (!key.equals(info.get("name"))) {
                throw new IOException("the answer is about another object");
            }
            return info;
        } catch (IOException e) {
            throw requests.failed("open", key, e);
        }
    }

    private static ObjectMetadata metadata(Map<?, ?> info) {
        Map<String, String> headers = new HashMap<>();
        put(headers, "content-type", info.get("content_type"));
        put(headers, "cache-control", info.get("cache_control"));
        Map<String, String> user = new HashMap<>();
        if (info.get("metadata") instanceof Map<?, ?> added) {
            added.forEach((name, value) -> put(user, name.toString().toLowerCase(Locale.ROOT), value));
        }
        return new ObjectMetadata(headers, user, Map.of());
    }

    /** What is no text is kept as its JSON. */
    private static void put(Map<String, String> target, String name, @Nullable Object value) {
        if (value != null) {
            target.put(name, value instanceof String text ? text : Json.writeLine(value));
        }
    }

    private void close(String key, HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw requests.failed("open", key, e);
        }
    }

    /** Which bucket, and how patiently. One thread at a time. */
    public static final class Builder {
        private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|\\[::1]";

        private final Problems problems = new Problems();
        private final URI project;
        private final Secret key;
        private final String bucket;
        private @Nullable HttpClient client;
        private boolean isPlainAllowed;
        private Duration timeout = Duration.ofSeconds(30);
        private final RetryOptions retries = new RetryOptions(problems);

        private Builder(URI project, Secret serviceKey, String bucket) {
            this.project = Objects.requireNonNull(project, "project");
            this.key = Objects.requireNonNull(serviceKey, "serviceKey");
            this.bucket = Objects.requireNonNull(bucket, "bucket");
        }

        /** For a proxy or a trust store of your own; it must never follow redirects. */
        public Builder client(HttpClient http) {
            this.client = Objects.requireNonNull(http, "client");
            return this;
        }

        /** How long an answer may take, and how long a download may pause; 30 seconds if not said. */
        public Builder timeout(Duration longest) {
            problems.unless(!longest.isNegative() && !longest.isZero(), "timeout is " + longest + "; give some time");
            timeout = longest;
            return this;
        }

        /** Permits {@code http://} to another machine: whoever is on the way reads the key. */
        public Builder allowPlainHttpUnsafely() {
            isPlainAllowed = true;
            return this;
        }

        /** How often one request is sent at most, the first time included; 30 if not said. */
        public Builder tries(int most) {
            retries.tries(most);
            return this;
        }

        /** How long after its first failure one request is still sent again; 2 minutes if not said. */
        public Builder patience(Duration most) {
            retries.patience(most);
            return this;
        }

        /** Chooses the pauses before a request is sent again; must be safe for use by many threads. */
        public Builder random(RandomGenerator value) {
            retries.random(value);
            return this;
        }

        /** Nanoseconds of any origin, by which patience is measured; the system's by default. */
        public Builder ticker(LongSupplier value) {
            retries.ticker(value);
            return this;
        }

        /** Lasts as long as a pause between two tries. */
        public Builder pause(Pause value) {
            retries.pause(value);
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems, and never the key. */
        public SupabaseObjects build() {
            String scheme = String.valueOf(project.getScheme()).toLowerCase(Locale.ROOT);
            String host = String.valueOf(project.getHost()).toLowerCase(Locale.ROOT);
            boolean isWhole = scheme.matches("https?")
                    && project.getHost() != null
                    && project.getRawUserInfo() == null
                    && project.getRawQuery() == null
                    && project.getRawFragment() == null;
            problems.unless(isWhole, "project must be a URL like https://<ref>.supabase.co, without user or query");
            problems.unless(
                    !scheme.equals("http") || isPlainAllowed || host.matches(LOOPBACK),
                    "project must begin with https://, because everyone on the way reads the key otherwise;"
                            + " allowPlainHttpUnsafely permits it");
            problems.unless(key.reveal().matches("[!-~]+"), "serviceKey must be one word of ASCII");
            problems.unless(!bucket.isEmpty() && !bucket.contains("/"), "bucket must be a name without a slash");
            problems.unless(
                    client == null || client.followRedirects() == HttpClient.Redirect.NEVER,
                    "client follows redirects, which would take the key elsewhere");
            problems.refuse("SupabaseObjects");
            URI storage = URI.create(project.toString().replaceFirst("/+$", "") + "/storage/v1");
            HttpClient given = client;
            Supplier<HttpClient> http = given == null ? new SupabaseRequests.OwnClient() : () -> given;
            return new SupabaseObjects(new SupabaseRequests(http, storage, key, timeout, retries.rules()), bucket);
        }
    }
}
