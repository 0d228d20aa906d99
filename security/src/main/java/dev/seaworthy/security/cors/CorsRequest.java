package dev.seaworthy.security.cors;

import java.util.List;
import java.util.Optional;

/**
 * What CORS looks at in a request (Fetch standard, CORS protocol). Immutable.
 *
 * @param origin {@code Origin} as received, byte for byte
 * @param requestMethod {@code Access-Control-Request-Method}
 * @param requestHeaders the lines of {@code Access-Control-Request-Headers}, each one name or several with commas
 */
public record CorsRequest(
        String method, Optional<String> origin, Optional<String> requestMethod, List<String> requestHeaders) {
    public CorsRequest {
        requestHeaders = List.copyOf(requestHeaders);
    }

    /** Whether a browser asks for leave before the real request; an OPTIONS request alone is not yet that. */
    public boolean isPreflight() {
        return isOptions() && origin.isPresent() && requestMethod.isPresent();
    }

    boolean isOptions() {
        return method.equals("OPTIONS");
    }
}
