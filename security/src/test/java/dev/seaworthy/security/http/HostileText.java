package dev.seaworthy.security.http;

import java.util.List;
import java.util.Random;

/**
 * Requests that nobody means well by, the same ones for each seed. What must never come back is marked with
 * {@link #MARK}, which no nonce holds. One thread at a time.
 */
public final class HostileText {
    public static final String MARK = "z~q~x";

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "get", "TRACE");
    private static final List<String> PATHS = List.of(
            "/",
            "/api/ok",
            "/api/cron/cleanup",
            "/csp-reports",
            "/health",
            "/health/",
            "/..",
            "/%2e%2e",
            "//",
            ";x",
            "*");
    private static final List<String> HEADERS = List.of(
            "Origin",
            "Access-Control-Request-Method",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Private-Network",
            "Accept",
            "Authorization",
            "Content-Type",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "Cookie");
    private static final List<String> PIECES = List.of(
            "https://contentmax.ai",
            "PUT",
            "content-type",
            "text/html",
            "*/*",
            ";q=",
            "0.5",
            "Bearer ",
            "Basic ",
            "application/csp-report",
            "application/reports+json",
            "for=",
            "for=\"\\",
            "proto=https",
            "\"",
            "\\",
            "[",
            "]",
            "203.0.113.9",
            "10.0.0.1",
            "2001:db8::1",
            "fe80::1%eth0",
            ":",
            ",",
            ";",
            "=",
            " ",
            "\t",
            "{\"csp-report\":{",
            MARK,
            MARK.repeat(500));

    private final Random random;

    public HostileText(long seed) {
        random = new Random(seed);
    }

    public String method() {
        return random.nextInt(8) == 0 ? text() : one(METHODS);
    }

    public String path() {
        return random.nextInt(3) == 0 ? one(PATHS) : '/' + one(PATHS) + text();
    }

    /** Of those that protections read, most of the time. */
    public String header() {
        return random.nextInt(8) == 0 ? text() : one(HEADERS);
    }

    public boolean isHeads() {
        return random.nextBoolean();
    }

    public int upTo(int bound) {
        return random.nextInt(bound + 1);
    }

    /** Of known pieces, and of characters from U+0000 to U+00FF, and some beyond. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x100));
                case 1 -> text.append(random.nextInt(10) == 0 ? (char) random.nextInt(0x10000) : '\n');
                default -> text.append(one(PIECES));
            }
        }
        return text.toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
