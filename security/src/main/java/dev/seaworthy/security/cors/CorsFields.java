package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import java.util.ArrayList;
import java.util.List;

/** The response headers of one policy, made when it is built; none has text of a request. Immutable. */
final class CorsFields {
    private static final HeaderField VARY_ORIGIN = new HeaderField("Vary", "Origin");
    /** All that the answer to an OPTIONS request differs by. */
    private static final List<HeaderField> VARY_ON_PREFLIGHTS = List.of(
            VARY_ORIGIN,
            new HeaderField("Vary", "Access-Control-Request-Method"),
            new HeaderField("Vary", "Access-Control-Request-Headers"));

    private static final HeaderField ORIGIN_REFUSED = explained("the origin is not allowed");
    private static final HeaderField METHOD_REFUSED = explained("the method is not allowed");
    private static final HeaderField HEADERS_REFUSED = explained("a header is not allowed");

    private final CorsPolicy policy;
    private final List<HeaderField> preflight;
    private final List<HeaderField> actual;
    private final List<HeaderField> varyOnPreflights;
    private final List<HeaderField> vary;

    CorsFields(CorsPolicy policy) {
        this.policy = policy;
        varyOnPreflights =
                policy.has(CorsOption.VARY_ON_PREFLIGHTS) && !policy.allowsNobody() ? VARY_ON_PREFLIGHTS : List.of();
        vary = policy.origins().any() || policy.allowsNobody() ? List.of() : List.of(VARY_ORIGIN);
        preflight = preflight();
        actual = actual();
    }

    List<HeaderField> preflight(HeaderField allowOrigin) {
        return join(allowOrigin, preflight, List.of());
    }

    List<HeaderField> actual(HeaderField allowOrigin, boolean options) {
        return join(allowOrigin, actual, vary(options));
    }

    /** What a cache may hand to any page later is said to all; what differs by origin is said to differ. */
    List<HeaderField> withoutOrigin(boolean options) {
        return policy.origins().any() ? actual(AllowedOrigins.ANY, options) : vary(options);
    }

    List<HeaderField> refused(CorsDecision.Reason reason, boolean options) {
        List<HeaderField> vary = vary(options);
        return policy.has(CorsOption.EXPLAINED_REFUSALS) ? join(explanation(reason), List.of(), vary) : vary;
    }

    /** Answers to OPTIONS are not cached (RFC 9110 §9.3.7), unless by a cache that breaks the rule. */
    private List<HeaderField> vary(boolean options) {
        return options ? varyOnPreflights : vary;
    }

    private List<HeaderField> preflight() {
        List<HeaderField> fields = new ArrayList<>();
        credentials(fields);
        list("Access-Control-Allow-Methods", policy.methods(), fields);
        list("Access-Control-Allow-Headers", policy.headers(), fields);
        policy.maxAge()
                .map(age -> new HeaderField("Access-Control-Max-Age", Long.toString(age.toSeconds())))
                .ifPresent(fields::add);
        fields.addAll(varyOnPreflights);
        return List.copyOf(fields);
    }

    private List<HeaderField> actual() {
        List<HeaderField> fields = new ArrayList<>();
        credentials(fields);
        list("Access-Control-Expose-Headers", policy.exposedHeaders(), fields);
        return List.copyOf(fields);
    }

    private void credentials(List<HeaderField> fields) {
        if (policy.has(CorsOption.CREDENTIALS)) {
            fields.add(new HeaderField("Access-Control-Allow-Credentials", "true"));
        }
    }

    private static void list(String name, Names names, List<HeaderField> fields) {
        if (!names.isEmpty()) {
            fields.add(new HeaderField(name, names.list()));
        }
    }

    private static HeaderField explanation(CorsDecision.Reason reason) {
        return switch (reason) {
            case ORIGIN -> ORIGIN_REFUSED;
            case METHOD -> METHOD_REFUSED;
            case HEADERS -> HEADERS_REFUSED;
        };
    }

    private static HeaderField explained(String words) {
        return new HeaderField("X-Cors-Debug", words);
    }

    private static List<HeaderField> join(HeaderField first, List<HeaderField> second, List<HeaderField> third) {
        HeaderField[] fields = new HeaderField[1 + second.size() + third.size()];
        fields[0] = first;
        for (int i = 0; i < second.size(); i++) {
            fields[1 + i] = second.get(i);
        }
        for (int i = 0; i < third.size(); i++) {
            fields[1 + second.size() + i] = third.get(i);
        }
        return List.of(fields);
    }
}
