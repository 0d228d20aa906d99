package dev.seaworthy.security.headers;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Directive;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.csp.audit.CspAudit;
import dev.seaworthy.security.csp.audit.Severity;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.declaration.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers that every response carries, and those that none carries. Immutable.
 *
 * <p><b>Guarantees</b>: every name and value was checked when the set was built ({@link HeaderField}); over plain HTTP
 * neither {@code Strict-Transport-Security} (RFC 6797 §7.2), {@code NEL} nor {@code upgrade-insecure-requests} is sent.
 *
 * <p><b>Not covered</b>: headers that the application sets later on the same response win.
 */
public final class SecurityHeaders {
    private final List<Line> stated;
    private final Line[] lines;
    private final HeaderNames removed;
    private final @Nullable ReportingEndpoints reporting;
    private final @Nullable Severity failOn;
    private final boolean usesNonce;

    private SecurityHeaders(Builder builder) {
        stated = builder.fields.list();
        lines = stated.toArray(Line[]::new);
        removed = HeaderNames.of(builder.removed);
        reporting = builder.reporting;
        failOn = builder.failOn;
        usesNonce = stated.stream().anyMatch(Line::usesNonce);
    }

    /** No header at all. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The defaults of helmet 8.3, the best-known library of this kind; HSTS on secure requests only is our difference.
     */
    public static SecurityHeaders helmet() {
        return Presets.helmet();
    }

    /**
     * What the OWASP Secure Headers Project proposes for every response; so without {@code Clear-Site-Data}, which is
     * for signing out. It forbids embedding what did not opt in and caching: read it before you take it for a page.
     * HSTS on secure requests only is our difference.
     */
    public static SecurityHeaders owasp() {
        return Presets.owasp();
    }

    /** For answers that no browser shows as a page: nothing may be loaded, framed, sniffed, cached or embedded. */
    public static SecurityHeaders jsonApi() {
        return Presets.jsonApi();
    }

    /**
     * For pages: scripts run by the nonce of the response ({@link ContentSecurityPolicy#htmlPage()}), nobody frames the
     * page, nobody's cache keeps it. Other origins' images and fonts need a policy of your own.
     */
    public static SecurityHeaders htmlPage() {
        return Presets.htmlPage();
    }

    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Writes them; {@code secure} says that the client's own request came over TLS.
     *
     * @throws IllegalStateException if a policy uses a nonce
     */
    public void writeTo(HeaderSink sink, boolean secure) {
        if (usesNonce) {
            throw new IllegalStateException("The headers use a nonce; make one for each response by Nonces, and give"
                    + " it: writeTo(sink, secure, nonce)");
        }
        stripFrom(sink);
        for (Line line : lines) {
            set(sink, line.name(), line.value(secure));
        }
    }

    /**
     * Writes them with the nonce of the response, which the page then uses. Whoever writes them once more on the same
     * response gives the same nonce.
     */
    public void writeTo(HeaderSink sink, boolean secure, Nonce nonce) {
        stripFrom(sink);
        for (Line line : lines) {
            set(sink, line.name(), line.isFixed() ? line.value(secure) : line.value(secure, nonce));
        }
    }

    /** Takes away the headers that no response carries. */
    public void stripFrom(HeaderSink sink) {
        sink.removeAll(removed);
    }

    private static void set(HeaderSink sink, String name, @Nullable String value) {
        if (value != null) {
            sink.set(name, value);
        }
    }

    /** Whether each response needs a nonce of its own. */
    public boolean usesNonce() {
        return usesNonce;
    }

    /** Whether no response carries this header. */
    public boolean removes(String name) {
        return removed.contain(name);
    }

    /** What each of them defends against, in the order in which they are sent. */
    public List<HeaderExplanation> explain() {
        return stated.stream()
                .map(line -> new HeaderExplanation(line.name(), line.shown(), Purposes.of(line.name())))
                .toList();
    }

    /** In which headers another set is not as this one, by name. */
    public List<HeaderDifference> diff(SecurityHeaders other) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(this, other).forEach(set -> {
            set.stated.forEach(line -> names.add(line.name()));
            names.addAll(set.removed.list());
        });
        return names.stream()
                .map(name -> new HeaderDifference(name, said(name), other.said(name)))
                .filter(difference -> !difference.here().equals(difference.there()))
                .toList();
    }

    private Optional<String> said(String name) {
        return removes(name)
                ? Optional.of("(stripped)")
                : stated.stream()
                        .filter(line -> line.name().equalsIgnoreCase(name))
                        .map(Line::shown)
                        .findFirst();
    }

    /** As they are sent on a secure request; a nonce stands as {@code {nonce}}. */
    @Override
    public String toString() {
        return stated.stream()
                .map(line -> line.name() + ": " + line.shown())
                .collect(Collectors.joining(", ", "SecurityHeaders[", "]"));
    }

    /** States headers, each in the words of its own name; what is said last about a header holds. */
    public static final class Builder {
        private static final String HSTS = "Strict-Transport-Security";
        private static final String CSP = "Content-Security-Policy";
        private static final String CSP_REPORT_ONLY = "Content-Security-Policy-Report-Only";
        private static final String REPORTING_ENDPOINTS = "Reporting-Endpoints";

        private final Problems problems = new Problems("SecurityHeaders");
        private final Set<String> removed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        private final Fields fields;
        private @Nullable ReportingEndpoints reporting;
        private @Nullable Severity failOn;

        private Builder() {
            fields = new Fields(List.of());
        }

        private Builder(SecurityHeaders headers) {
            fields = new Fields(headers.stated);
            removed.addAll(headers.removed.list());
            reporting = headers.reporting;
            failOn = headers.failOn;
        }

        /**
         * Without {@code upgrade-insecure-requests} over plain HTTP. Of several policies each holds, so that only what
         * all of them allow is allowed.
         */
        public Builder contentSecurityPolicy(ContentSecurityPolicy policy, ContentSecurityPolicy... more) {
            return policies(CSP, false, policy, more);
        }

        /**
         * A twin that blocks nothing, and tells what it would block; {@code upgrade-insecure-requests} is left out of
         * it, since browsers follow that in no such policy.
         */
        public Builder contentSecurityPolicyReportOnly(ContentSecurityPolicy policy, ContentSecurityPolicy... more) {
            for (ContentSecurityPolicy each : all(policy, more)) {
                if (!each.reports()) {
                    problems.add(CSP_REPORT_ONLY + " tells nobody; state reportTo or reportUri in the policy");
                }
                if (each.states(Directive.SANDBOX)) {
                    problems.add(CSP_REPORT_ONLY + " has sandbox, which browsers follow in no such policy");
                }
            }
            return policies(CSP_REPORT_ONLY, true, policy, more);
        }

        /** Sent on secure requests only. */
        public Builder strictTransportSecurity(StrictTransportSecurity hsts) {
            return put(Line.secureOnly(new HeaderField(HSTS, hsts.value())));
        }

        /** {@code X-Content-Type-Options: nosniff}. */
        public Builder contentTypeOptionsNosniff() {
            return typed("X-Content-Type-Options", "nosniff");
        }

        public Builder frameOptions(FrameOptions options) {
            return typed("X-Frame-Options", options.value());
        }

        public Builder xssProtection(XssProtection protection) {
            return typed("X-XSS-Protection", protection.value());
        }

        /** Of several, a browser follows the last that it knows. */
        public Builder referrerPolicy(ReferrerPolicy policy, ReferrerPolicy... newer) {
            return typed(
                    "Referrer-Policy",
                    Stream.concat(Stream.of(policy), Stream.of(newer))
                            .map(ReferrerPolicy::value)
                            .collect(Collectors.joining(", ")));
        }

        public Builder permissionsPolicy(PermissionsPolicy policy) {
            return typed("Permissions-Policy", policy.value());
        }

        /** Forbids nothing, and tells what it would forbid to the endpoint {@code default}. */
        public Builder permissionsPolicyReportOnly(PermissionsPolicy policy) {
            return typed("Permissions-Policy-Report-Only", policy.value(), "default");
        }

        public Builder crossOriginOpenerPolicy(CrossOriginOpenerPolicy policy) {
            return typed("Cross-Origin-Opener-Policy", policy.value());
        }

        /** Also tells of what it cuts, under a name of {@link #reportingEndpoints}. */
        public Builder crossOriginOpenerPolicy(CrossOriginOpenerPolicy policy, String endpoint) {
            return reporting("Cross-Origin-Opener-Policy", policy.value(), endpoint);
        }

        /** Cuts nothing, and tells what it would cut, under a name of {@link #reportingEndpoints}. */
        public Builder crossOriginOpenerPolicyReportOnly(CrossOriginOpenerPolicy policy, String endpoint) {
            return reporting("Cross-Origin-Opener-Policy-Report-Only", policy.value(), endpoint);
        }

        public Builder crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy policy) {
            return typed("Cross-Origin-Embedder-Policy", policy.value());
        }

        /** Also tells of what it blocks, under a name of {@link #reportingEndpoints}. */
        public Builder crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy policy, String endpoint) {
            return reporting("Cross-Origin-Embedder-Policy", policy.value(), endpoint);
        }

        /** Blocks nothing, and tells what it would block, under a name of {@link #reportingEndpoints}. */
        public Builder crossOriginEmbedderPolicyReportOnly(CrossOriginEmbedderPolicy policy, String endpoint) {
            return reporting("Cross-Origin-Embedder-Policy-Report-Only", policy.value(), endpoint);
        }

        public Builder crossOriginResourcePolicy(CrossOriginResourcePolicy policy) {
            return typed("Cross-Origin-Resource-Policy", policy.value());
        }

        /** {@code Origin-Agent-Cluster: ?1}. */
        public Builder originAgentCluster() {
            return typed("Origin-Agent-Cluster", "?1");
        }

        /** {@code X-DNS-Prefetch-Control: off}. */
        public Builder dnsPrefetchControlOff() {
            return typed("X-DNS-Prefetch-Control", "off");
        }

        /** {@code X-Download-Options: noopen}. */
        public Builder downloadOptionsNoopen() {
            return typed("X-Download-Options", "noopen");
        }

        public Builder permittedCrossDomainPolicies(PermittedCrossDomainPolicies policies) {
            return typed("X-Permitted-Cross-Domain-Policies", policies.value());
        }

        public Builder cacheControl(CacheControl control) {
            return typed("Cache-Control", control.value());
        }

        /** For the answer to signing out, not for every response. */
        public Builder clearSiteData(ClearSiteData... types) {
            problems.collect(() -> typed("Clear-Site-Data", ClearSiteData.value(List.of(types))));
            return this;
        }

        /** Explains the names that the policies of this set report to; without it they may name none. */
        public Builder reportingEndpoints(ReportingEndpoints endpoints) {
            reporting = endpoints;
            return typed(REPORTING_ENDPOINTS, endpoints.value());
        }

        public Builder integrityPolicy(IntegrityPolicy policy) {
            return typed("Integrity-Policy", policy.value(), policy.endpoints());
        }

        /** Blocks nothing, and tells what it would block. */
        public Builder integrityPolicyReportOnly(IntegrityPolicy policy) {
            if (policy.endpoints().isEmpty()) {
                problems.add("Integrity-Policy-Report-Only tells nobody; state reportTo in the policy");
            }
            return typed("Integrity-Policy-Report-Only", policy.value(), policy.endpoints());
        }

        /** Sends {@code NEL} and the {@code Report-To} that it needs, on secure requests only. */
        public Builder networkErrorLogging(NetworkErrorLogging nel) {
            problems.collect(() -> put(Line.secureOnly(new HeaderField("NEL", nel.value()))));
            problems.collect(() -> put(Line.secureOnly(new HeaderField("Report-To", nel.reportTo()))));
            return this;
        }

        /** Any other header with one value; a policy and HSTS have their own methods, which know about plain HTTP. */
        public Builder header(String name, String value) {
            if (Stream.of(CSP, CSP_REPORT_ONLY, HSTS).anyMatch(name::equalsIgnoreCase)) {
                problems.add("Header " + name + " depends on the request; state it by contentSecurityPolicy,"
                        + " contentSecurityPolicyReportOnly or strictTransportSecurity");
                return this;
            }
            Spelling.slip(name, Purposes.names())
                    .ifPresent(
                            meant -> problems.add("Header " + name + " is no known one; did you mean " + meant + "?"));
            if (name.equalsIgnoreCase(REPORTING_ENDPOINTS)) {
                reporting = null;
            }
            return typed(name, value);
        }

        /** Does not send these, and takes them off the response if the server or the application put them there. */
        public Builder remove(String... names) {
            for (String name : names) {
                problems.collect(() -> HeaderField.requireToken(name));
                fields.remove(name);
                removed.add(name);
            }
            return this;
        }

        /**
         * Removes the names that tell what the service is made of, as the OWASP Secure Headers Project lists them
         * (2026): {@code Server}, {@code X-Powered-By}, and those of proxies, tracers and frameworks.
         */
        public Builder removeLeakingHeaders() {
            return remove(LeakingHeaders.NAMES.toArray(String[]::new));
        }

        /** Lets {@link #build} refuse policies that {@link CspAudit} finds so weak, or weaker, or no policy at all. */
        public Builder failOn(Severity severity) {
            failOn = severity;
            return this;
        }

        /**
         * What was stated, checked as a whole.
         *
         * @throws IllegalArgumentException that names all problems of what was stated
         */
        public SecurityHeaders build() {
            checkEndpoints();
            checkPolicies();
            problems.refuse();
            return new SecurityHeaders(this);
        }

        private void checkEndpoints() {
            Optional<Line> explained = fields.find(REPORTING_ENDPOINTS);
            ReportingEndpoints endpoints = reporting;
            if (explained.isPresent() && endpoints == null) {
                return; // stated as plain text
            }
            Collection<String> known = explained.isPresent() && endpoints != null ? endpoints.names() : List.of();
            for (Line line : fields.list()) {
                line.endpoints().stream()
                        .filter(name -> !known.contains(name))
                        .forEach(name -> problems.add(line.name() + " reports to " + name
                                + ", which Reporting-Endpoints does not explain; state it by reportingEndpoints"
                                + Spelling.hint(name, known)));
            }
        }

        private void checkPolicies() {
            Severity threshold = failOn;
            if (threshold != null) {
                ContentSecurityPolicy[] policies = fields.find(CSP).stream()
                        .flatMap(line -> line.policies().stream())
                        .toArray(ContentSecurityPolicy[]::new);
                problems.collect(() -> CspAudit.of(policies).failOn(threshold));
            }
        }

        private Builder policies(
                String name, boolean reportOnly, ContentSecurityPolicy policy, ContentSecurityPolicy... more) {
            problems.collect(() -> put(Line.policies(name, all(policy, more), reportOnly)));
            return this;
        }

        private static List<ContentSecurityPolicy> all(ContentSecurityPolicy policy, ContentSecurityPolicy... more) {
            List<ContentSecurityPolicy> all = new ArrayList<>(List.of(policy));
            all.addAll(List.of(more));
            return all;
        }

        private Builder reporting(String name, String value, String endpoint) {
            problems.collect(() -> typed(name, Endpoint.reporting(value, endpoint), endpoint));
            return this;
        }

        private Builder typed(String name, String value, String... endpoints) {
            return typed(name, value, List.of(endpoints));
        }

        private Builder typed(String name, String value, List<String> endpoints) {
            problems.collect(() -> put(Line.always(new HeaderField(name, value), endpoints)));
            return this;
        }

        private Builder put(Line line) {
            fields.put(line);
            removed.remove(line.name());
            return this;
        }
    }
}
