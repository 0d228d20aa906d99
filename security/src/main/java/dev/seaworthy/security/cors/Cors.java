package dev.seaworthy.security.cors;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may read our answers (Fetch standard, CORS protocol). Immutable.
 *
 * <p><b>Guarantees</b>: an origin is compared whole, label by label, in time that its own length bounds and not the
 * number of those allowed. No text of the request is written to the response, but an origin that is allowed. A policy
 * that names origins says {@code Vary: Origin} on every response but those to OPTIONS, which are not cached (RFC 9110
 * §9.3.7); one for any origin never does.
 *
 * <p><b>Not covered</b>: access control. A request that the browser may not read still arrives. WebSocket handshakes
 * are not CORS: ask {@link #allowsOrigin} there. Private Network Access is not spoken, as no standard has it any more.
 */
public final class Cors {
    /**
     * The longest {@link Builder#maxAge}: 86400 seconds, where Firefox stops. Chromium stops at 7200, Safari at 600.
     */
    public static final Duration LONGEST_MAX_AGE = CorsPolicy.LONGEST_MAX_AGE;

    private final CorsPolicy policy;
    private final CorsAnswers answers;
    private final AllowedOrigins origins;
    private final AllowedMethods methods;
    private final AllowedHeaders headers;

    private Cors(CorsPolicy policy) {
        this.policy = policy;
        answers = new CorsAnswers(policy);
        origins = new AllowedOrigins(policy, answers::grant);
        methods = new AllowedMethods(policy);
        headers = new AllowedHeaders(policy);
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

    /**
     * Never fails, whatever the request says. To what was stated when the policy was built, one decision is given again
     * and again, so an adapter may keep what it makes of it; an origin that a pattern covers may have a new one.
     */
    public CorsDecision decide(CorsRequest request) {
        Optional<String> origin = request.origin();
        if (origin.isEmpty()) {
            return answers.withoutOrigin(request.isOptions());
        }
        Grant grant = origins.grant(origin.get());
        return request.isPreflight() ? preflight(request, grant) : actual(request, grant);
    }

    private CorsDecision preflight(CorsRequest request, @Nullable Grant grant) {
        if (grant == null) {
            return answers.refusedPreflight(CorsDecision.Reason.ORIGIN);
        }
        if (!methods.allows(request.requestMethod().orElse(""))) {
            return answers.refusedPreflight(CorsDecision.Reason.METHOD);
        }
        return headers.allow(request.requestHeaders())
                ? grant.preflight()
                : answers.refusedPreflight(CorsDecision.Reason.HEADERS);
    }

    private CorsDecision actual(CorsRequest request, @Nullable Grant grant) {
        return grant == null ? answers.refused(request.isOptions()) : grant.actual(request.isOptions());
    }

    /**
     * The first rule that the request fails, or that it fails none: one line of printable ASCII for logs, at most 1000
     * characters. It quotes the request and the policy, so it is not for strangers.
     */
    public String explain(CorsRequest request) {
        return new Explanation(policy, methods, headers).of(request, decide(request));
    }

    /** Whether its pages may read; for WebSocket handshakes, where {@code Origin} is all that protects. */
    public boolean allowsOrigin(String origin) {
        return origins.allows(origin);
    }

    @Override
    public String toString() {
        return policy.toString();
    }

    /** States a policy; each method adds to what was stated before it. One thread at a time. */
    public static final class Builder {
        private final Set<CorsOption> options = EnumSet.noneOf(CorsOption.class);
        private Names origins;
        private Names methods;
        private Names headers;
        private Names exposedHeaders;
        private Optional<Duration> maxAge;
        private PublicSuffixes publicSuffixes;

        private Builder(CorsPolicy policy) {
            options.addAll(policy.options());
            origins = policy.origins();
            methods = policy.methods();
            headers = policy.headers();
            exposedHeaders = policy.exposedHeaders();
            maxAge = policy.maxAge();
            publicSuffixes = policy.publicSuffixes();
        }

        /**
         * Origins as browsers send them: {@code https://example.com}, {@code https://example.com:8443}. A leading
         * {@code *.} stands for one label or more ({@code https://*.example.com} is a.example.com and b.a.example.com,
         * not example.com), the port {@code *} for any port or none ({@code http://localhost:*}).
         */
        public Builder origins(String... patterns) {
            origins = origins.and(patterns);
            return this;
        }

        /** Every page of every site may read the answers; for public data alone, and never with credentials. */
        public Builder allowAnyOriginUnsafely() {
            origins = origins.andAny();
            return this;
        }

        /** Sandboxed frames and local files, which anyone can make, may read; never with credentials. */
        public Builder dangerouslyAllowNullOrigin() {
            return with(CorsOption.NULL_ORIGIN);
        }

        /** Origins of plain http are taken with credentials: who sits on the network then acts as the user. */
        public Builder dangerouslyAllowInsecureOriginsWithCredentials() {
            return with(CorsOption.INSECURE_ORIGINS);
        }

        /**
         * {@code *.} is taken with credentials where anyone can have a name ({@code https://*.github.io}): strangers
         * then act as the user.
         */
        public Builder dangerouslyAllowSubdomainsOfPublicSuffixesWithCredentials() {
            return with(CorsOption.SUBDOMAINS_OF_PUBLIC_SUFFIXES);
        }

        /**
         * Tells of domains under which anyone can have a name, beside the embedded ones: every top-level domain, the
         * usual second level of countries and some 70 hosters, checked against the Public Suffix List of 2026-04-21.
         * Give a look-up in the whole list if you have one.
         */
        public Builder publicSuffixes(Predicate<String> isPublicSuffix) {
            publicSuffixes = publicSuffixes.and(isPublicSuffix);
            return this;
        }

        /** In just this case: browsers put in capitals only DELETE, GET, HEAD, OPTIONS, POST and PUT. */
        public Builder methods(String... names) {
            methods = methods.and(names);
            return this;
        }

        /** {@code *}, which browsers take without credentials alone. */
        public Builder allowAnyMethod() {
            methods = methods.andAny();
            return this;
        }

        /** Request headers; {@code Authorization}, and {@code Content-Type} for JSON, must be named. */
        public Builder headers(String... names) {
            headers = headers.and(names);
            return this;
        }

        /** {@code *}, which browsers take without credentials alone; {@code Authorization} must be named besides. */
        public Builder allowAnyHeaderButAuthorization() {
            headers = headers.andAny();
            return this;
        }

        /** Response headers that pages may read, beside the few that they always may. */
        public Builder exposedHeaders(String... names) {
            exposedHeaders = exposedHeaders.and(names);
            return this;
        }

        /** {@code *}, which browsers take without credentials alone. */
        public Builder exposeAnyHeader() {
            exposedHeaders = exposedHeaders.andAny();
            return this;
        }

        /** Cookies and the like are sent along; browsers' default is that they are not. */
        public Builder allowCredentials() {
            return with(CorsOption.CREDENTIALS);
        }

        /**
         * How long browsers may keep a preflight's answer, at most; zero forbids it. Unsaid, they keep it for 5
         * seconds.
         */
        public Builder maxAge(Duration age) {
            maxAge = Optional.of(age);
            return this;
        }

        /** For caches that wrongly store answers to OPTIONS: these then vary by all that a preflight asks. */
        public Builder varyOnPreflights() {
            return with(CorsOption.VARY_ON_PREFLIGHTS);
        }

        /** Names the rule in {@code X-Cors-Debug} when a request is refused; not for production. */
        public Builder explainRefusals() {
            return with(CorsOption.EXPLAINED_REFUSALS);
        }

        private Builder with(CorsOption option) {
            options.add(option);
            return this;
        }

        /** All that {@link #build} would complain of; empty if it would not. */
        public List<CorsProblem> problems() {
            return policy().problems();
        }

        /** Fails once, with all that is wrong. */
        public Cors build() {
            CorsPolicy policy = policy();
            List<CorsProblem> problems = policy.problems();
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("CORS policy is not valid:\n- "
                        + String.join(
                                "\n- ",
                                problems.stream().map(CorsProblem::message).toList()));
            }
            return new Cors(policy);
        }

        private CorsPolicy policy() {
            return new CorsPolicy(origins, methods, headers, exposedHeaders, maxAge, options, publicSuffixes);
        }
    }
}
