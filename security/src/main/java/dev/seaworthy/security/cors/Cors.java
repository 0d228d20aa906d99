package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages of other origins may read our answers (Fetch standard, CORS protocol). Immutable.
 *
 * <p><b>Guarantees</b>: origins are compared byte for byte, in time that does not grow with their number; no text of
 * the request is ever written to the response; a policy that names origins says {@code Vary: Origin} on every response
 * but those to OPTIONS, which are not cached (RFC 9110 §9.3.7); one for any origin never does.
 *
 * <p><b>Not covered</b>: access control. A request that the browser may not read still arrives.
 */
public final class Cors {
    /** Browsers keep a preflight's answer no longer than this: 86400 seconds. */
    public static final Duration LONGEST_MAX_AGE = CorsPolicy.LONGEST_MAX_AGE;

    private static final List<HeaderField> VARY_ORIGIN = List.of(new HeaderField("Vary", "Origin"));
    /** Allowed without being named (Fetch standard, CORS-safelisted method). */
    private static final Set<String> SAFELISTED = Set.of("GET", "HEAD", "POST");

    private final CorsPolicy policy;
    private final CorsFields fields;
    private final Set<String> methods;
    private final Set<String> headers;

    private Cors(CorsPolicy policy) {
        this.policy = policy;
        fields = new CorsFields(policy);
        methods = Set.copyOf(policy.methods());
        headers = Set.copyOf(CorsPolicy.lowerCase(policy.headers()));
    }

    /** No other origin reads anything. */
    public static Cors denyAll() {
        return new Cors(CorsPolicy.NOBODY);
    }

    /** Nothing is allowed but what is stated: no origin, no credentials, the methods GET, HEAD and POST. */
    public static Builder builder() {
        return new Builder(CorsPolicy.NOBODY);
    }

    public Builder toBuilder() {
        return new Builder(policy);
    }

    public CorsDecision decide(CorsRequest request) {
        if (request.origin().isEmpty()) {
            return new CorsDecision.NotCors(fields.withoutOrigin(vary(request)));
        }
        Optional<HeaderField> allowOrigin =
                fields.allowOriginFor(request.origin().get());
        return request.isPreflight() ? preflight(request, allowOrigin) : actual(request, allowOrigin);
    }

    private CorsDecision preflight(CorsRequest request, Optional<HeaderField> allowOrigin) {
        if (allowOrigin.isEmpty()) {
            return new CorsDecision.PreflightRefused(CorsDecision.Reason.ORIGIN);
        }
        if (request.requestMethod().filter(this::allowsMethod).isEmpty()) {
            return new CorsDecision.PreflightRefused(CorsDecision.Reason.METHOD);
        }
        if (!RequestedHeaders.areAllIn(headers, request.requestHeaders())) {
            return new CorsDecision.PreflightRefused(CorsDecision.Reason.HEADERS);
        }
        return new CorsDecision.Preflight(fields.preflight(allowOrigin.get()));
    }

    private CorsDecision actual(CorsRequest request, Optional<HeaderField> allowOrigin) {
        List<HeaderField> vary = vary(request);
        return allowOrigin.isPresent()
                ? new CorsDecision.Actual(fields.actual(allowOrigin.get(), vary))
                : new CorsDecision.Refused(CorsDecision.Reason.ORIGIN, vary);
    }

    private boolean allowsMethod(String method) {
        return methods.contains(method) || SAFELISTED.contains(method);
    }

    private List<HeaderField> vary(CorsRequest request) {
        return policy.origins().isEmpty() || request.isOptions() ? List.of() : VARY_ORIGIN;
    }

    @Override
    public String toString() {
        return policy.toString();
    }

    /** States a policy; each method adds to what was stated before it. */
    public static final class Builder {
        private final List<String> origins;
        private final List<String> methods;
        private final List<String> headers;
        private final List<String> exposedHeaders;
        private Optional<Duration> maxAge;
        private boolean anyOrigin;
        private boolean credentials;

        private Builder(CorsPolicy policy) {
            origins = new ArrayList<>(policy.origins());
            methods = new ArrayList<>(policy.methods());
            headers = new ArrayList<>(policy.headers());
            exposedHeaders = new ArrayList<>(policy.exposedHeaders());
            maxAge = policy.maxAge();
            anyOrigin = policy.anyOrigin();
            credentials = policy.credentials();
        }

        /** Exact origins as browsers send them: {@code https://example.com}, {@code https://example.com:8443}. */
        public Builder origins(String... exact) {
            origins.addAll(List.of(exact));
            return this;
        }

        /** Every page of every site may read the answers; for public data alone. */
        public Builder allowAnyOriginUnsafely() {
            anyOrigin = true;
            return this;
        }

        /** GET, HEAD and POST need no leave; naming them tells readers. */
        public Builder methods(String... names) {
            methods.addAll(List.of(names));
            return this;
        }

        /** Request headers; {@code Authorization}, and {@code Content-Type} for JSON, must be named. */
        public Builder headers(String... names) {
            headers.addAll(List.of(names));
            return this;
        }

        /** Response headers that pages may read, beside the few that they always may. */
        public Builder exposedHeaders(String... names) {
            exposedHeaders.addAll(List.of(names));
            return this;
        }

        /** Cookies and the like are sent along; browsers' default is that they are not. */
        public Builder allowCredentials() {
            credentials = true;
            return this;
        }

        /** How long browsers may keep a preflight's answer; unsaid, they keep it for 5 seconds. */
        public Builder maxAge(Duration age) {
            maxAge = Optional.of(age);
            return this;
        }

        /** Fails once, with all that is wrong. */
        public Cors build() {
            CorsPolicy policy = new CorsPolicy(
                    anyOrigin,
                    credentials,
                    List.copyOf(origins),
                    List.copyOf(methods),
                    List.copyOf(headers),
                    List.copyOf(exposedHeaders),
                    maxAge);
            List<String> problems = policy.problems();
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("CORS policy is not valid:\n- " + String.join("\n- ", problems));
            }
            return new Cors(policy);
        }
    }
}
