package dev.seaworthy.examples.benchmarks.security;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser sends. */
public enum Exchange {
    ALLOWED("GET", "https://app.example.com"),
    PREFLIGHT("OPTIONS", "https://app.example.com"),
    REFUSED("GET", "https://app.example.org"),
    WITHOUT_ORIGIN("GET", null);

    final String method;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final byte @Nullable [] origin;

    Exchange(String method, @Nullable String origin) {
        this.method = method;
        this.origin = origin == null ? null : origin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A new text at each call, as a server reads it: no hash of an earlier request's is left in it. */
    @Nullable
    String origin() {
        return origin == null ? null : new String(origin, StandardCharsets.ISO_8859_1);
    }

    /** The other headers, in the order in which they are sent. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "api.example.com");
        headers.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        headers.put("Accept", "application/json");
        headers.put("Accept-Language", "en-US,en;q=0.5");
        headers.put("Accept-Encoding", "gzip, deflate, br, zstd");
        headers.put("Connection", "keep-alive");
        if (method.equals("OPTIONS")) {
            headers.put("Access-Control-Request-Method", "PUT");
            headers.put("Access-Control-Request-Headers", "authorization,content-type");
        }
        return headers;
    }
}
