package dev.seaworthy.cdn.probe.answer;

import dev.seaworthy.cdn.probe.field.CacheControl;
import dev.seaworthy.cdn.probe.verdict.CacheState;
import dev.seaworthy.cdn.probe.verdict.Observation;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One answer. Immutable.
 *
 * @param body what was read of it, a character for each byte
 */
public record Answer(Asked asked, Instant at, int status, Headers headers, String body) {
    private static final String SET_COOKIE = "Set-Cookie";
    private static final int FINGERPRINT_BYTES = 16;

    private static final List<String> TELLING = Stream.concat(
                    Stream.of("Cache-Status", "CF-Cache-Status"),
                    Stream.concat(
                            CacheReading.VENDORS.stream(),
                            Stream.of(
                                    "X-Varnish",
                                    "Age",
                                    "Cache-Control",
                                    "CDN-Cache-Control",
                                    "Cloudflare-CDN-Cache-Control",
                                    "Surrogate-Control",
                                    "Expires",
                                    "Date",
                                    "Vary",
                                    "Content-Encoding",
                                    "Access-Control-Allow-Origin")))
            .toList();

    public static Answer of(Asked asked, Instant at, int status, HttpHeaders headers, byte[] body) {
        return new Answer(asked, at, status, new Headers(headers), new String(body, StandardCharsets.ISO_8859_1));
    }

    public CacheState state() {
        return CacheReading.state(headers);
    }

    /** Whether it is a copy of any cache: an inner one's has an age, whatever the outer one says. */
    public boolean isCopy() {
        return state().isCopy() || CacheReading.isOld(headers);
    }

    /** Of a copy only: what is fresh from the origin has none. */
    public Optional<Duration> age() {
        Optional<Duration> told = CacheReading.age(headers);
        Optional<Duration> apparent =
                state().isCopy() && told.isEmpty() ? CacheReading.apparentAge(headers, at) : Optional.empty();
        return told.or(() -> apparent);
    }

    /** For browsers and for every cache that is not told otherwise. */
    public CacheControl control() {
        return CacheControl.read(headers.field("Cache-Control"));
    }

    /** For the CDN: the field that is targeted at it, and if there is none the one for all. */
    public CacheControl edgeControl() {
        return Stream.of("Cloudflare-CDN-Cache-Control", "CDN-Cache-Control")
                .filter(headers::has)
                .map(name -> CacheControl.readTargeted(headers.field(name)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::control);
    }

    /** Name and value of each cookie that the answer sets. */
    public Map<String, String> cookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String line : headers.lines(SET_COOKIE)) {
            String[] pair = line.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0].strip(), pair.length == 2 ? pair[1].strip() : "");
        }
        return cookies;
    }

    /** Whether a text that a visitor has sent came back, in the body or in a header. */
    public boolean echoes(String mark) {
        return body.contains(mark)
                || headers.all().map().values().stream().flatMap(List::stream).anyMatch(value -> value.contains(mark));
    }

    public String content() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** As it may be shown, once {@code mask} has gone over each text. */
    public Observation observation(UnaryOperator<String> mask) {
        Map<String, String> shown = new LinkedHashMap<>();
        TELLING.stream().filter(headers::has).forEach(name -> shown.put(name, mask.apply(headers.field(name))));
        if (!cookies().isEmpty()) {
            shown.put(
                    SET_COOKIE,
                    mask.apply(cookies().keySet().stream().collect(Collectors.joining("=..., ", "", "=..."))));
        }
        return new Observation(asked.how(), at, status, state(), age(), shown, content());
    }
}
