package dev.seaworthy.security.cors;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.seaworthy.security.headers.HeaderField;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which origins may read, and what each of them is granted. Safe for use by many threads. */
final class AllowedOrigins {
    static final HeaderField ANY = field("*");

    private final Function<HeaderField, Grant> grants;
    private final @Nullable Grant any;
    private final ByText<Grant> exact;
    private final OriginTree patterns;
    /** What a pattern has covered last, which is not read again: the pages of a site mostly come from one origin. */
    private volatile @Nullable Covered last;

    private record Covered(String origin, Grant grant) {}

    /** @param grants by {@code Access-Control-Allow-Origin} */
    AllowedOrigins(CorsPolicy policy, Function<HeaderField, Grant> grants) {
        this.grants = grants;
        any = policy.origins().any() ? grants.apply(ANY) : null;
        List<OriginPattern> stated =
                policy.origins().named().stream().map(OriginPattern::of).toList();
        exact = new ByText<>(exact(policy, stated).collect(toMap(identity(), this::grantTo, (one, same) -> one)));
        patterns = new OriginTree(
                stated.stream().filter(origin -> !origin.isExact()).toList());
    }

    private static Stream<String> exact(CorsPolicy policy, List<OriginPattern> stated) {
        Stream<String> origins = stated.stream().filter(OriginPattern::isExact).map(OriginPattern::text);
        return policy.has(CorsOption.NULL_ORIGIN) ? Stream.concat(origins, Stream.of("null")) : origins;
    }

    private Grant grantTo(String origin) {
        return grants.apply(field(origin));
    }

    boolean allows(String origin) {
        return foreseen(origin) != null || isCovered(origin);
    }

    /** Null if it is not allowed. */
    @Nullable
    Grant grant(String origin) {
        Grant grant = foreseen(origin);
        return grant == null && !patterns.isEmpty() ? covered(origin) : grant;
    }

    private @Nullable Grant covered(String origin) {
        Covered known = last;
        if (known != null && known.origin.equals(origin)) {
            return known.grant;
        }
        if (!isCovered(origin)) {
            return null;
        }
        Grant grant = grantTo(origin);
        last = new Covered(origin, grant);
        return grant;
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
