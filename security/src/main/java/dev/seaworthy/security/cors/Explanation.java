package dev.seaworthy.security.cors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The words of a decision; what they quote of a request is made printable. Immutable. */
final class Explanation {
    private static final int LONGEST_LIST = 600;

    private final CorsPolicy policy;
    private final AllowedMethods methods;
    private final AllowedHeaders headers;

    Explanation(CorsPolicy policy, AllowedMethods methods, AllowedHeaders headers) {
        this.policy = policy;
        this.methods = methods;
        this.headers = headers;
    }

    String of(CorsRequest request, CorsDecision decision) {
        if (decision instanceof CorsDecision.Refused) {
            return "refused by origin: " + origin(originOf(request));
        }
        if (decision instanceof CorsDecision.PreflightRefused refused) {
            return switch (refused.reason()) {
                case ORIGIN -> "refused by origin: " + origin(originOf(request));
                case METHOD ->
                    "refused by method: " + method(request.requestMethod().orElse(""));
                case HEADERS -> "refused by headers: " + headers(request.requestHeaders());
            };
        }
        return decision instanceof CorsDecision.NotCors ? "not CORS: the request names no origin" : allowed(request);
    }

    private String allowed(CorsRequest request) {
        String page = "page of " + Quoted.of(originOf(request));
        if (request.isPreflight()) {
            return "allowed: a " + page + " may send "
                    + Quoted.of(request.requestMethod().orElse("")) + " with the headers that it asks for";
        }
        return "allowed: a " + page + " may read the answer, "
                + (policy.has(CorsOption.CREDENTIALS) ? "with or without" : "but not if it sends") + " credentials"
                + (request.requestMethod().isPresent() ? "; a preflight has the method OPTIONS, in capitals" : "");
    }

    private String origin(String origin) {
        if (policy.allowsNobody()) {
            return "no origin is allowed";
        }
        if (origin.equals("null")) {
            return "null is the origin of sandboxed frames and local files, which anyone can make";
        }
        Optional<SeenOrigin> seen = SeenOrigin.of(origin);
        if (seen.isEmpty()) {
            return Quoted.of(origin) + " is not written as browsers write an origin";
        }
        return Quoted.of(origin)
                + sameHost(seen.get())
                        .map(near -> " is not allowed; the same host is, as " + near)
                        .orElse(" is none of the " + policy.origins().named().size() + " that are allowed");
    }

    /** Looks at one after the other: this is no hot path. */
    private Optional<String> sameHost(SeenOrigin seen) {
        return policy.origins().named().stream()
                .map(OriginPattern::of)
                .filter(pattern -> pattern.host().equals(seen.host())
                        || (pattern.subdomains() && seen.host().endsWith("." + pattern.host())))
                .map(OriginPattern::text)
                .findFirst();
    }

    private String method(String method) {
        String capitals = method.toUpperCase(Locale.ROOT);
        if (!method.equals(capitals) && methods.allows(capitals)) {
            return Quoted.of(method) + " is not allowed, but " + capitals + " is: browsers put in capitals only DELETE,"
                    + " GET, HEAD, OPTIONS, POST and PUT, so the page must write " + capitals;
        }
        TreeSet<String> allowed = new TreeSet<>(AllowedMethods.SAFELISTED);
        allowed.addAll(policy.methods().named());
        return Quoted.of(method) + " is not among " + list(allowed);
    }

    private String headers(List<String> lines) {
        if (AllowedHeaders.areTooLong(lines)) {
            return "they have more than " + AllowedHeaders.MAX_LENGTH + " characters";
        }
        String name = headers.firstRefused(lines).orElse("");
        if (policy.headers().any() && name.equalsIgnoreCase(AllowedHeaders.AUTHORIZATION)) {
            return Quoted.of(name) + " must be named, as * does not cover it";
        }
        List<String> named = policy.headers().named();
        return Quoted.of(name)
                + (named.isEmpty() ? " is not allowed, as none is named" : " is not among " + list(named));
    }

    private static String list(Iterable<String> names) {
        String list = String.join(", ", names);
        return list.length() > LONGEST_LIST ? list.substring(0, LONGEST_LIST) + "..." : list;
    }

    private static String originOf(CorsRequest request) {
        return request.origin().orElse("");
    }
}
