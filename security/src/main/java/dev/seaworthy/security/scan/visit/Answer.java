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
    private static final int CLIENT_ERROR = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
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

    /** Whether a limit, a guard or a failure may have answered in the place of the site. */
    boolean isTurnedAway() {
        return isLimited() || status == FORBIDDEN;
    }

    /** Whether it says nothing of who asked. */
    boolean isLimited() {
        return status == TOO_MANY_REQUESTS || (status >= SERVER_ERROR && status != NOT_IMPLEMENTED);
    }

    /** Whether it refuses, be it for who asked. */
    boolean isRefusal() {
        return status >= CLIENT_ERROR && status < SERVER_ERROR && !isLimited();
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status) && has("Location");
    }
}
