package dev.seaworthy.security.scan.visit;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was answered to one request.
 *
 * @param body the first 512 KiB, as UTF-8
 */
public record Answer(URI url, int status, HttpHeaders headers, String body) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

    /** One value for each time that the header was sent. */
    public List<String> all(String name) {
        return headers.allValues(name);
    }

    public Optional<String> first(String name) {
        return headers.firstValue(name);
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    public boolean isSecure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    public boolean isHtml() {
        String type = first("Content-Type").orElse("text/html").split(";", 2)[0];
        return HTML.contains(type.strip().toLowerCase(Locale.ROOT));
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status) && has("Location");
    }
}
