package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The response headers of one policy, made when it is built: no text of a request is ever among them. Immutable. */
final class CorsFields {
    private static final HeaderField ANY_ORIGIN = allowOrigin("*");

    private final boolean anyOrigin;
    private final Map<String, HeaderField> origins;
    private final List<HeaderField> preflight;
    private final List<HeaderField> actual;

    CorsFields(CorsPolicy policy) {
        anyOrigin = policy.anyOrigin();
        origins = policy.origins().stream().collect(Collectors.toMap(Function.identity(), CorsFields::allowOrigin));
        preflight = preflight(policy);
        actual = actual(policy);
    }

    Optional<HeaderField> allowOriginFor(String origin) {
        return anyOrigin ? Optional.of(ANY_ORIGIN) : Optional.ofNullable(origins.get(origin));
    }

    List<HeaderField> preflight(HeaderField allowOrigin) {
        return join(List.of(allowOrigin), preflight);
    }

    List<HeaderField> actual(HeaderField allowOrigin, List<HeaderField> vary) {
        return join(List.of(allowOrigin), actual, vary);
    }

    /** What a cache may hand to any page later is said to all; what differs by origin is said to differ. */
    List<HeaderField> withoutOrigin(List<HeaderField> vary) {
        return anyOrigin ? actual(ANY_ORIGIN, vary) : vary;
    }

    private static List<HeaderField> preflight(CorsPolicy policy) {
        List<HeaderField> fields = new ArrayList<>();
        credentials(policy, fields);
        list("Access-Control-Allow-Methods", policy.methods(), fields);
        list("Access-Control-Allow-Headers", policy.headers(), fields);
        policy.maxAge().map(CorsFields::maxAge).ifPresent(fields::add);
        return List.copyOf(fields);
    }

    private static List<HeaderField> actual(CorsPolicy policy) {
        List<HeaderField> fields = new ArrayList<>();
        credentials(policy, fields);
        list("Access-Control-Expose-Headers", policy.exposedHeaders(), fields);
        return List.copyOf(fields);
    }

    private static void credentials(CorsPolicy policy, List<HeaderField> fields) {
        if (policy.credentials()) {
            fields.add(new HeaderField("Access-Control-Allow-Credentials", "true"));
        }
    }

    private static void list(String name, List<String> members, List<HeaderField> fields) {
        if (!members.isEmpty()) {
            fields.add(new HeaderField(name, String.join(", ", members)));
        }
    }

    private static HeaderField maxAge(Duration age) {
        return new HeaderField("Access-Control-Max-Age", Long.toString(age.toSeconds()));
    }

    private static HeaderField allowOrigin(String origin) {
        return new HeaderField("Access-Control-Allow-Origin", origin);
    }

    @SafeVarargs
    private static List<HeaderField> join(List<HeaderField>... parts) {
        List<HeaderField> fields = new ArrayList<>();
        for (List<HeaderField> part : parts) {
            fields.addAll(part);
        }
        return List.copyOf(fields);
    }
}
