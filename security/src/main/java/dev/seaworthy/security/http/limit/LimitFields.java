package dev.seaworthy.security.http.limit;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.ratelimit.Quota;
import dev.seaworthy.security.ratelimit.RateDecision;
import dev.seaworthy.security.ratelimit.RatePolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a response tells about the limits: draft-ietf-httpapi-ratelimit-headers-10 §3 and §4, and what was before. The
 * quota of a policy is its limit; what remains is what passes at once, which its burst bounds.
 */
final class LimitFields {
    /** Clients and proxies make little of longer ones. */
    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final boolean legacy;
    private final InstantSource clock;

    LimitFields(boolean legacy, InstantSource clock) {
        this.legacy = legacy;
        this.clock = clock;
    }

    /** Whole seconds, from 1 to a day; empty if no time helps. */
    static OptionalLong retryAfter(RateDecision decision) {
        Optional<Duration> wait = decision.retryAfter();
        if (wait.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(LONGEST_WAIT.toSeconds(), Math.max(1, seconds(wait.get()))));
    }

    /** Up to the next whole second. */
    private static long seconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }

    Lines of(RateDecision decision) {
        List<Quota> quotas = decision.quotas();
        List<String> left =
                quotas.stream().map(quota -> left(quota, decision.isAdmitted())).toList();
        List<String> policies =
                quotas.stream().map(quota -> policy(quota.policy())).toList();
        return new Lines(policies, left, legacy ? tightest(quotas) : Optional.empty());
    }

    private static String policy(RatePolicy policy) {
        long window = policy.window().plusSeconds(1).minusNanos(1).toSeconds();
        return '"' + policy.name() + "\";q=" + policy.limit() + ";w=" + window;
    }

    /** Of a refusal, only the time of what refused, as no other counts to {@code Retry-After}. */
    private static String left(Quota quota, boolean admitted) {
        boolean timed = !quota.more().isZero() && (admitted || quota.violated());
        String left = '"' + quota.policy().name() + "\";r=" + quota.remaining();
        return timed ? left + ";t=" + seconds(quota.more()) : left;
    }

    private Optional<Legacy> tightest(List<Quota> quotas) {
        return quotas.stream()
                .min(Comparator.comparing(Quota::remaining).thenComparing(Quota::more, Comparator.reverseOrder()))
                .map(quota -> new Legacy(
                        quota.policy().limit(),
                        quota.remaining(),
                        clock.instant()
                                .plusNanos(999_999_999)
                                .plus(quota.more())
                                .getEpochSecond()));
    }

    /** The lines of one response, the same each time they are written. */
    record Lines(List<String> policies, List<String> left, Optional<Legacy> legacy) {
        void writeTo(HeaderSink sink) {
            policies.forEach(member -> sink.add("RateLimit-Policy", member));
            left.forEach(member -> sink.add("RateLimit", member));
            legacy.ifPresent(fields -> fields.writeTo(sink));
        }
    }

    /** As many services had them before, the reset in seconds since 1970. */
    record Legacy(long limit, long remaining, long reset) {
        void writeTo(HeaderSink sink) {
            sink.set("X-RateLimit-Limit", Long.toString(limit));
            sink.set("X-RateLimit-Remaining", Long.toString(remaining));
            sink.set("X-RateLimit-Reset", Long.toString(reset));
        }
    }
}
