package dev.seaworthy.security.csp.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A reported address without what could be personal or hostile: user, query, fragment, and odd characters. */
record Address(String origin, String path) {
    private static final int MAX_HOST = 253;
    private static final int MAX_PATH = 200;
    private static final Address UNKNOWN = new Address("", "unknown");

    /** Of any text; with an empty origin if it is no address of a host. */
    static Address of(String text) {
        try {
            return of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            return UNKNOWN;
        }
    }

    private static Address of(URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null || host.length() > MAX_HOST) {
            return UNKNOWN;
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new Address((scheme + "://" + host + port).toLowerCase(Locale.ROOT), path(uri.getRawPath()));
    }

    private static String path(@Nullable String raw) {
        return raw == null || raw.isEmpty() ? "/" : safe(raw);
    }

    static String safe(String path) {
        String ascii = path.replaceAll("[^A-Za-z0-9/._~%!$&'()*+,;=:@\\-]", "?");
        return ascii.length() <= MAX_PATH ? ascii : ascii.substring(0, MAX_PATH) + "...";
    }
}
