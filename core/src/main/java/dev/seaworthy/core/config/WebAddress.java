package dev.seaworthy.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** An absolute URL of http or https with a host. */
final class WebAddress {
    static final String RULE = "must be an absolute http or https URL with a host";

    private WebAddress() {}

    static boolean is(Object value) {
        return of(value).isPresent();
    }

    /** That of a URI, or of a text that is one; of a text, no more than its scheme and authority. */
    static Optional<URI> of(Object value) {
        if (value instanceof URI url) {
            return isWeb(url.toString()) && url.getHost() != null ? Optional.of(url) : Optional.empty();
        }
        return value instanceof String text && isWeb(text) ? parsed(text) : Optional.empty();
    }

    private static boolean isWeb(String text) {
        return text.regionMatches(true, 0, "https://", 0, 8) || text.regionMatches(true, 0, "http://", 0, 7);
    }

    /** The path is left out: it may hold what {@link URI} does not take. */
    private static Optional<URI> parsed(String text) {
        int end = text.indexOf("//") + 2;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        try {
            return Optional.of(new URI(text.substring(0, end))).filter(url -> url.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
