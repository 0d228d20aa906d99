package dev.seaworthy.security.http.limit;

import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.http.guard.Caller;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.RequestPath;
import dev.seaworthy.security.http.path.OpenPaths;
import dev.seaworthy.security.ratelimit.Quota;
import dev.seaworthy.security.ratelimit.RateDecision;
import dev.seaworthy.security.ratelimit.RateLimiter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how often a client asks: 429 with {@code Retry-After} once a policy refuses, and on every response what is
 * left, as {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-10). One for each route
 * that has limits of its own; of several on one path each counts, and each says what is left, under the names of its
 * policies, which should differ therefore. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: a preflight that a CORS policy of {@code HttpSecurity} answers is not counted, an exempt path
 * neither; {@code Retry-After} is not before the {@code t} of a policy that refused, up to a day. If the limiter fails
 * closed and its back end is unavailable, the answer is 503.
 *
 * <p><b>Not covered</b>: paths that maintenance mode or an endpoint answers. What a page of another origin may read of
 * these fields, {@code Cors.Builder.exposedHeaders} says: {@code RateLimit}, {@code RateLimit-Policy} and
 * {@code Retry-After}.
 */
public final class RateLimits implements Guard {
    private static final Logger LOGGER = LoggerFactory.getLogger(RateLimits.class);
    private static final long UNAVAILABLE_SECONDS = 5;

    private final RateLimiter limiter;
    private final ClientKey key;
    private final ToLongFunction<Caller> cost;
    private final OpenPaths exempt;
    private final boolean dryRun;
    private final Refusal refusal;
    private final LimitFields fields;
    private final Diagnostics diagnostics = new Diagnostics();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final LongAdder refused = new LongAdder();

    private RateLimits(Builder builder) {
        limiter = builder.limiter;
        key = builder.key;
        cost = builder.cost;
        exempt = new OpenPaths(builder.exempt);
        dryRun = builder.dryRun;
        refusal = builder.refusal;
        fields = new LimitFields(builder.legacy, builder.clock);
    }

    /** By identity or else by address, each request at the cost of 1. */
    public static RateLimits of(RateLimiter limiter) {
        return builder(limiter).build();
    }

    /** As {@link #of}, and more stated. */
    public static Builder builder(RateLimiter limiter) {
        return new Builder(limiter);
    }

    @Override
    public Ruling judge(Caller caller) {
        long price = exempt.contain(caller.request()) ? 0 : cost.applyAsLong(caller);
        if (price < 1) {
            return Ruling.admit();
        }
        String client = key.of(caller);
        diagnostics.see(caller, client);
        RateDecision decision = limiter.tryConsume(client, price);
        return ruling(decision).with(fields.of(decision)::writeTo);
    }

    private Ruling ruling(RateDecision decision) {
        if (decision.isAdmitted()) {
            return Ruling.admit();
        }
        refused.increment();
        if (dryRun) {
            decision.quotas().stream().filter(Quota::violated).forEach(this::tell);
            return Ruling.admit();
        }
        return Ruling.refuse(answer(decision));
    }

    private void tell(Quota quota) {
        if (told.add(quota.policy().name())) {
            LOGGER.warn(
                    "Rate limits, dry run: policy {} would have refused a request; it is not told of again",
                    quota.policy().name());
        }
    }

    private Answer answer(RateDecision decision) {
        if (!decision.isCounted()) {
            return refusal.unavailable(UNAVAILABLE_SECONDS);
        }
        List<String> violated = decision.quotas().stream()
                .filter(Quota::violated)
                .map(quota -> quota.policy().name())
                .toList();
        return refusal.tooMany(violated, LimitFields.retryAfter(decision));
    }

    /** How many requests were refused since the start, or would have been in a dry run. */
    public long refused() {
        return refused.sum();
    }

    /** States who is counted, at what cost, and what a refusal says. */
    public static final class Builder {
        private final Problems problems = new Problems("RateLimits");
        private final RateLimiter limiter;
        private final List<String> exempt = new ArrayList<>();
        private ClientKey key = ClientKey.identity();
        private ToLongFunction<Caller> cost = caller -> 1;
        private Refusal refusal = Refusal.PROBLEM_DETAILS;
        private InstantSource clock = InstantSource.system();
        private boolean dryRun;
        private boolean legacy;

        private Builder(RateLimiter limiter) {
            this.limiter = limiter;
        }

        /** Who is counted as one; whom an earlier guard knows, or else the address, if not said. */
        public Builder key(ClientKey key) {
            this.key = key;
            return this;
        }

        /** What a request costs; 1 if not said. One that costs 0 or less passes uncounted. */
        public Builder cost(ToLongFunction<Caller> cost) {
            this.cost = cost;
            return this;
        }

        /**
         * Pass uncounted: one path, such as {@code /api/health}, or all that begin with one that ends with a slash; by
         * case. State the paths by which your platform looks whether the service is alive.
         */
        public Builder exempt(String... paths) {
            for (String path : paths) {
                if (path.equals("/")) {
                    problems.add("exempt path \"/\" is every path; put the guard before fewer paths, or none");
                } else if (!RequestPath.isSettled(path)) {
                    problems.add("exempt path \"" + path + "\" must begin with a slash, without *, %, ;, \\, // or dot"
                            + " segments; write /health, or /hooks/ for all that begins so");
                }
                exempt.add(path);
            }
            return this;
        }

        /** Refuses nobody: counts, tells clients what is left, and logs each policy that would have refused, once. */
        public Builder dryRun() {
            dryRun = true;
            return this;
        }

        /** How a refusal reads; as problem details if not said. */
        public Builder refusal(Refusal form) {
            refusal = form;
            return this;
        }

        /**
         * Adds {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset}, the last in seconds since 1970, of the
         * policy that leaves least. Each replaces those of a guard before it: of several on one path, state it for the
         * tightest alone.
         */
        public Builder legacyHeaders() {
            legacy = true;
            return this;
        }

        /** The time that {@link #legacyHeaders} tells. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public RateLimits build() {
            problems.refuse();
            return new RateLimits(this);
        }
    }
}
