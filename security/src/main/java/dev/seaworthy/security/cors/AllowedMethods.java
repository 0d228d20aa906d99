package dev.seaworthy.security.cors;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which methods a page may use. Immutable. */
final class AllowedMethods {
    /** Allowed without being named (Fetch standard, CORS-safelisted method). */
    static final Set<String> SAFELISTED = Set.of("GET", "HEAD", "POST");
    /** Browsers refuse to send these (Fetch standard, forbidden method). */
    private static final Set<String> FORBIDDEN = Set.of("CONNECT", "TRACE", "TRACK");

    private final boolean any;
    private final Set<String> named;

    AllowedMethods(CorsPolicy policy) {
        any = policy.methods().any();
        named = new HashSet<>(SAFELISTED);
        named.addAll(policy.methods().named());
    }

    boolean allows(String method) {
        return named.contains(method) || (any && Token.isToken(method) && !isForbidden(method));
    }

    static boolean isForbidden(String method) {
        return FORBIDDEN.contains(method.toUpperCase(Locale.ROOT));
    }
}
