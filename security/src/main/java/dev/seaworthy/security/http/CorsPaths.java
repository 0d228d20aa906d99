package dev.seaworthy.security.http;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.cors.CorsDecision;
import dev.seaworthy.security.cors.CorsRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which policy rules which path; the first prefix that fits decides, and no other origin reads the rest. */
final class CorsPaths {
    private final Map<String, Cors> byPrefix;

    CorsPaths(Map<String, Cors> byPrefix) {
        this.byPrefix = new LinkedHashMap<>(byPrefix);
    }

    /** No decision where no policy rules: there even a preflight is the application's own. */
    CorsDecision decide(HttpServletRequest request) {
        String path = path(request);
        return byPrefix.entrySet().stream()
                .filter(policy -> path.startsWith(policy.getKey()))
                .findFirst()
                .map(policy -> policy.getValue().decide(view(request)))
                .orElseGet(() -> new CorsDecision.NotCors(List.of()));
    }

    /** As the container maps it to a servlet: decoded, without dots, parameters and the context's own path. */
    private static String path(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    private static CorsRequest view(HttpServletRequest request) {
        return new CorsRequest(
                request.getMethod(),
                only(request, "Origin"),
                only(request, "Access-Control-Request-Method"),
                lines(request, "Access-Control-Request-Headers"));
    }

    /** Several lines make one text that no policy names. */
    private static Optional<String> only(HttpServletRequest request, String header) {
        List<String> lines = lines(request, header);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    private static List<String> lines(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }
}
