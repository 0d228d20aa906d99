package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which origins may read, and what each of them is granted. Immutable. */
final class AllowedOrigins {
    static final HeaderField ANY = field("*");

    private final Function<HeaderField, Grant> grants;
    private final @Nullable Grant any;
    private final Map<String, Grant> exact = new HashMap<>();
    private final OriginTree patterns;

    /** @param grants by {@code Access-Control-Allow-Origin} */
    AllowedOrigins(CorsPolicy policy, Function<HeaderField, Grant> grants) {
        this.grants = grants;
        any = policy.origins().any() ? grants.apply(ANY) : null;
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
        exact.put(origin, grants.apply(field(origin)));
    }

    boolean allows(String origin) {
        return foreseen(origin) != null || isCovered(origin);
    }

    /** Null if it is not allowed. */
    @Nullable
    Grant grant(String origin) {
        Grant grant = foreseen(origin);
        return grant == null && isCovered(origin) ? grants.apply(field(origin)) : grant;
    }

    private boolean isCovered(String origin) {
        return !patterns.isEmpty()
                && SeenOrigin.of(origin).filter(patterns::covers).isPresent();
    }

    private @Nullable Grant foreseen(String origin) {
        return any == null ? exact.get(origin) : any;
    }

    private static HeaderField field(String origin) {
        return new HeaderField("Access-Control-Allow-Origin", origin);
    }
}
