package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which origins may read, and what a response says to each. Immutable. */
final class AllowedOrigins {
    static final HeaderField ANY = field("*");

    private static final Optional<HeaderField> TO_ANY = Optional.of(ANY);

    private final boolean any;
    private final Map<String, HeaderField> exact = new HashMap<>();
    private final OriginTree patterns;

    AllowedOrigins(CorsPolicy policy) {
        any = policy.origins().any();
        Map<Boolean, List<OriginPattern>> stated = policy.origins().named().stream()
                .map(OriginPattern::of)
                .collect(Collectors.partitioningBy(OriginPattern::isExact));
        stated.get(true).forEach(origin -> exact.put(origin.text(), field(origin.text())));
        if (policy.has(CorsOption.NULL_ORIGIN)) {
            exact.put("null", field("null"));
        }
        patterns = new OriginTree(stated.get(false));
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
