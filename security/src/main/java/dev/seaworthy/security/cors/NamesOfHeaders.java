package dev.seaworthy.security.cors;

import java.util.Set;

/** What the Fetch standard says of single headers; all names in lower case. */
final class NamesOfHeaders {
    private static final Set<String> FORBIDDEN_IN_REQUESTS = Set.of(
            "accept-charset",
            "accept-encoding",
            "access-control-request-headers",
            "access-control-request-method",
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "date",
            "dnt",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "referer",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private static final Set<String> OF_RESPONSES = Set.of(
            "access-control-allow-credentials",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-allow-origin",
            "access-control-allow-private-network",
            "access-control-expose-headers",
            "access-control-max-age");

    private NamesOfHeaders() {}

    /** The browser's own (Fetch standard, forbidden request-header). */
    static boolean isForbiddenInRequests(String name) {
        return FORBIDDEN_IN_REQUESTS.contains(name) || name.startsWith("proxy-") || name.startsWith("sec-");
    }

    /** Shown to no page (Fetch standard, forbidden response-header name). */
    static boolean isForbiddenInResponses(String name) {
        return name.equals("set-cookie") || name.equals("set-cookie2");
    }

    static boolean isOfResponses(String name) {
        return OF_RESPONSES.contains(name);
    }

    static boolean isNotToExpose(String name) {
        return OF_RESPONSES.contains(name) || name.equals("origin") || name.startsWith("access-control-request-");
    }
}
