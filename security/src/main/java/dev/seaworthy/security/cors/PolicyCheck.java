package dev.seaworthy.security.cors;

import dev.seaworthy.security.cors.CorsProblem.Kind;
import dev.seaworthy.security.headers.HeaderField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** All that is wrong with one policy. One thread at a time. */
final class PolicyCheck {
    /** Methods that are never meant in another case, whether or not browsers put them in capitals. */
    private static final Set<String> CAPITALS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final List<CorsProblem> problems = new ArrayList<>();
    private final CorsPolicy policy;

    PolicyCheck(CorsPolicy policy) {
        this.policy = policy;
    }

    List<CorsProblem> problems() {
        problems.clear();
        origins();
        methods();
        names(policy.headers(), Kind.HEADER_NAME, NamesOfHeaders::isForbiddenInRequests, Kind.HEADER_FORBIDDEN);
        misplaced(policy.headers(), NamesOfHeaders::isOfResponses, Kind.HEADER_MISPLACED);
        Names exposed = policy.exposedHeaders();
        names(exposed, Kind.EXPOSED_HEADER_NAME, NamesOfHeaders::isForbiddenInResponses, Kind.EXPOSED_HEADER_FORBIDDEN);
        misplaced(exposed, NamesOfHeaders::isNotToExpose, Kind.EXPOSED_HEADER_MISPLACED);
        repeated(policy.origins().named(), Kind.ORIGIN_REPEATED);
        repeated(policy.methods().named(), Kind.METHOD_REPEATED);
        repeated(policy.headers().lowerCase(), Kind.HEADER_REPEATED);
        repeated(exposed.lowerCase(), Kind.EXPOSED_HEADER_REPEATED);
        anyWithCredentials();
        lengths();
        policy.maxAge().filter(PolicyCheck::isOutOfRange).ifPresent(age -> add(Kind.MAX_AGE, age.toString()));
        return List.copyOf(problems);
    }

    private void origins() {
        for (String origin : policy.origins().named()) {
            OriginPattern.of(origin)
                    .problem()
                    .ifPresentOrElse(kind -> add(kind, origin), () -> withCredentials(OriginPattern.of(origin)));
        }
        if (policy.origins().any() && !policy.origins().named().isEmpty()) {
            add(Kind.ORIGIN_ANY_BESIDE_NAMED, "");
        }
        if (policy.allowsNobody()) {
            add(Kind.ORIGIN_MISSING, "");
        }
        if (policy.has(CorsOption.CREDENTIALS) && policy.origins().any()) {
            add(Kind.ORIGIN_ANY_WITH_CREDENTIALS, "*");
        }
        if (policy.has(CorsOption.CREDENTIALS) && policy.has(CorsOption.NULL_ORIGIN)) {
            add(Kind.ORIGIN_NULL_WITH_CREDENTIALS, "null");
        }
    }

    private void withCredentials(OriginPattern origin) {
        if (!policy.has(CorsOption.CREDENTIALS)) {
            return;
        }
        if (origin.isInsecure() && !policy.has(CorsOption.INSECURE_ORIGINS)) {
            add(Kind.ORIGIN_INSECURE_WITH_CREDENTIALS, origin.text());
        }
        if (origin.isOpenToStrangers(policy.publicSuffixes())
                && !policy.has(CorsOption.SUBDOMAINS_OF_PUBLIC_SUFFIXES)) {
            add(Kind.ORIGIN_PUBLIC_SUFFIX_WITH_CREDENTIALS, origin.text());
        }
    }

    private void methods() {
        for (String method : policy.methods().named()) {
            String upper = method.toUpperCase(Locale.ROOT);
            if (!isName(method)) {
                add(Kind.METHOD_NAME, method);
            } else if (AllowedMethods.isForbidden(method)) {
                add(Kind.METHOD_FORBIDDEN, method);
            } else if (CAPITALS.contains(upper) && !method.equals(upper)) {
                add(Kind.METHOD_CASE, method);
            }
        }
    }

    private void names(Names names, Kind noName, Predicate<String> isForbidden, Kind forbidden) {
        for (String name : names.named()) {
            if (!isName(name)) {
                add(noName, name);
            } else if (isForbidden.test(name.toLowerCase(Locale.ROOT))) {
                add(forbidden, name);
            }
        }
    }

    private void misplaced(Names names, Predicate<String> isMisplaced, Kind kind) {
        names.named().stream()
                .filter(name -> isMisplaced.test(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> add(kind, name));
    }

    private void repeated(List<String> names, Kind kind) {
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).forEach(name -> add(kind, name));
    }

    private void anyWithCredentials() {
        if (policy.has(CorsOption.CREDENTIALS)) {
            any(policy.methods(), Kind.METHOD_ANY_WITH_CREDENTIALS);
            any(policy.headers(), Kind.HEADER_ANY_WITH_CREDENTIALS);
            any(policy.exposedHeaders(), Kind.EXPOSED_HEADER_ANY_WITH_CREDENTIALS);
        }
    }

    private void any(Names names, Kind kind) {
        if (names.any()) {
            add(kind, "*");
        }
    }

    private void lengths() {
        length("Access-Control-Allow-Methods", policy.methods());
        length("Access-Control-Allow-Headers", policy.headers());
        length("Access-Control-Expose-Headers", policy.exposedHeaders());
    }

    private void length(String field, Names names) {
        if (names.list().length() > HeaderField.MAX_LENGTH) {
            add(Kind.FIELD_TOO_LONG, field);
        }
    }

    /** A name that only looks as if it covered others is none. */
    private static boolean isName(String text) {
        return Token.isToken(text) && text.charAt(0) != '*';
    }

    private static boolean isOutOfRange(Duration age) {
        return age.isNegative() || age.toNanosPart() != 0 || age.compareTo(CorsPolicy.LONGEST_MAX_AGE) > 0;
    }

    private void add(Kind kind, String value) {
        problems.add(new CorsProblem(kind, value));
    }
}
