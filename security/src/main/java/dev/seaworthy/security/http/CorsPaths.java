package dev.seaworthy.security.http;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.cors.CorsDecision;
import dev.seaworthy.security.cors.CorsRequest;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.path.PathPrefix;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which policy rules which path; the longest prefix that fits decides, and no other origin reads the rest. */
final class CorsPaths {
    private static final CorsDecision NO_POLICY = new CorsDecision.NotCors(List.of());

    /** Of such a request nothing else is looked at, unless it is an OPTIONS request. */
    private static final CorsRequest WITHOUT_ORIGIN =
            new CorsRequest("GET", Optional.empty(), Optional.empty(), List.of());

    private static final Cors NOBODY = Cors.denyAll();

    private final Map<String, Cors> byPrefix = new LinkedHashMap<>();

    CorsPaths(Map<String, Cors> byPrefix) {
        byPrefix.entrySet().stream()
                .sorted(Comparator.comparing(policy -> -policy.getKey().length()))
                .forEach(policy -> this.byPrefix.put(policy.getKey(), policy.getValue()));
    }

    /**
     * No decision where no policy rules: there even a preflight is the application's own. Nobody is granted anything on
     * a path that a handler might read as another one.
     */
    CorsDecision decide(IncomingRequest request) {
        if (byPrefix.isEmpty()) {
            return NO_POLICY;
        }
        if (!request.hasPlainPath()) {
            return NOBODY.decide(view(request));
        }
        String path = request.path();
        for (Map.Entry<String, Cors> policy : byPrefix.entrySet()) {
            if (PathPrefix.covers(policy.getKey(), path)) {
                return policy.getValue().decide(view(request));
            }
        }
        return NO_POLICY;
    }

    /**
     * Several lines of one header make one text that no policy names; what a preflight asks is read of OPTIONS alone.
     */
    private static CorsRequest view(IncomingRequest request) {
        String method = request.method();
        Optional<String> origin = request.line("Origin");
        if (method.equals("OPTIONS")) {
            return new CorsRequest(
                    method,
                    origin,
                    request.line("Access-Control-Request-Method"),
                    request.lines("Access-Control-Request-Headers"));
        }
        return origin.isEmpty() ? WITHOUT_ORIGIN : new CorsRequest(method, origin, Optional.empty(), List.of());
    }
}
