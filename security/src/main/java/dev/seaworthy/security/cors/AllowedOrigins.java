package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which origins may read, and what a response says to each. Immutable. */
final class AllowedOrigins {
    static final HeaderField ANY = field("*");

    private static final Optional<HeaderField> TO_ANY = Optional.of(ANY);

    private final boolean any;
    private final Map<String, HeaderField> exact = new HashMap<>();
    private final OriginTree patterns;

    AllowedOrigins(CorsPolicy policy) {
        any = policy.origins().any();
        List<OriginPattern> stated =
                policy.origins().named().stream().map(OriginPattern::of).toList();
        stated.stream().filter(OriginPattern::isExact).forEach(origin -> exact(origin.text()));
        if (policy.has(CorsOption.NULL_ORIGIN)) {
            exact("null");
        }
        patterns = new OriginTree(
                stated.stream().filter(origin -> !origin.isExact()).toList());
    }

    private void exact(String origin) {
        exact.put(origin, field(origin));
    }

    /** {@code Access-Control-Allow-Origin} for it, if it is allowed. */
    Optional<HeaderField> allow(String origin) {
        if (any) {
            return TO_ANY;
        }
        HeaderField allowed = exact.get(origin);
        if (allowed != null) {
            return Optional.of(allowed);
        }
        return SeenOrigin.of(origin).filter(patterns::covers).map(seen -> field(origin));
    }

    private static HeaderField field(String origin) {
        return new HeaderField("Access-Control-Allow-Origin", origin);
    }
}
