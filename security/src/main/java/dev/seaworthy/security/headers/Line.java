package dev.seaworthy.security.headers;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Nonce;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One header of the set: rendered once, or made of policies with the nonce of the response. It is not sent where its
 * value is null.
 */
final class Line {
    /** As long as one can be, to be sure that no nonce makes a value too long. */
    private static final Nonce LONGEST = new Nonce("A".repeat(Nonce.MAX_LENGTH));

    private final String name;
    private final List<ContentSecurityPolicy> policies;
    private final List<String> endpoints;
    private final boolean reportOnly;
    private final @Nullable String secure;
    private final @Nullable String plain;

    private Line(
            String name,
            List<ContentSecurityPolicy> policies,
            List<String> endpoints,
            boolean reportOnly,
            @Nullable String secure,
            @Nullable String plain) {
        this.name = name;
        this.policies = policies;
        this.endpoints = endpoints;
        this.reportOnly = reportOnly;
        this.secure = secure;
        this.plain = plain;
    }

    static Line always(HeaderField field, List<String> endpoints) {
        return new Line(field.name(), List.of(), endpoints, false, field.value(), field.value());
    }

    static Line secureOnly(HeaderField field) {
        return new Line(field.name(), List.of(), List.of(), false, field.value(), null);
    }

    static Line policies(String name, List<ContentSecurityPolicy> policies, boolean reportOnly) {
        List<String> endpoints =
                policies.stream().flatMap(policy -> policy.reportTo().stream()).toList();
        Line line = new Line(name, List.copyOf(policies), endpoints, reportOnly, null, null);
        HeaderField longest = new HeaderField(name, line.value(true, LONGEST));
        return line.usesNonce()
                ? line
                : new Line(name, line.policies, endpoints, reportOnly, longest.value(), line.value(false, LONGEST));
    }

    String name() {
        return name;
    }

    /** Empty but for a Content-Security-Policy. */
    List<ContentSecurityPolicy> policies() {
        return policies;
    }

    /** The names of {@code Reporting-Endpoints} that it relies on. */
    List<String> endpoints() {
        return endpoints;
    }

    boolean isReportOnly() {
        return reportOnly;
    }

    boolean usesNonce() {
        return policies.stream().anyMatch(ContentSecurityPolicy::usesNonce);
    }

    boolean isFixed() {
        return secure != null;
    }

    @Nullable
    String value(boolean overTls) {
        return overTls ? secure : plain;
    }

    String value(boolean overTls, Nonce nonce) {
        boolean upgrades = overTls && !reportOnly;
        return policies.size() == 1
                ? policies.get(0).render(upgrades, nonce)
                : policies.stream()
                        .map(policy -> policy.render(upgrades, nonce))
                        .collect(Collectors.joining(", "));
    }

    /** For people: a nonce stands as {@code {nonce}}. */
    String shown() {
        return secure != null
                ? secure
                : policies.stream().map(ContentSecurityPolicy::toString).collect(Collectors.joining(", "));
    }
}
