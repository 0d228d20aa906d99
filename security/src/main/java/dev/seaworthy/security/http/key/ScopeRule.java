package dev.seaworthy.security.http.key;

import dev.seaworthy.security.http.message.IncomingRequest;
import java.util.Optional;

/**
 * What a request must be allowed to.
 *
 * @param method of all methods if empty; GET is of HEAD too
 * @param pathPrefix ends with a slash
 */
record ScopeRule(Optional<String> method, String pathPrefix, String scope) {
    boolean covers(IncomingRequest request) {
        return coversPath(request)
                && method.filter(stated -> !isOf(stated, request.method())).isEmpty();
    }

    /** Some server may read a method in any case: a rule that asks more is asked. */
    private static boolean isOf(String stated, String method) {
        return stated.equalsIgnoreCase(method) || (stated.equalsIgnoreCase("GET") && method.equalsIgnoreCase("HEAD"));
    }

    /** A path that a handler might read as another one needs what any path needs. */
    private boolean coversPath(IncomingRequest request) {
        return !request.hasPlainPath() || (request.path() + '/').startsWith(pathPrefix);
    }
}
