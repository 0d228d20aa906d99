package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.BucketState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether a request may pass, and what its key has left. Immutable. */
public final class RateDecision {
    private final List<RatePolicy> policies;
    private final @Nullable BucketState state;
    private final long cost;
    private final boolean admitted;

    /** What has passed since the state was so. */
    private final long elapsed;

    private RateDecision(
            List<RatePolicy> policies, @Nullable BucketState state, long cost, boolean admitted, long elapsed) {
        this.policies = policies;
        this.state = state;
        this.cost = cost;
        this.admitted = admitted;
        this.elapsed = elapsed;
    }

    /** The state is that after the decision, and nobody changes it. */
    static RateDecision counted(List<RatePolicy> policies, BucketState state, long cost, boolean admitted) {
        return new RateDecision(policies, state, cost, admitted, 0);
    }

    /** Of policies one of which admits nothing. */
    static RateDecision blocked(List<RatePolicy> policies) {
        return new RateDecision(policies, null, 1, false, 0);
    }

    /** Refused, as nothing passes that the back end has not counted. */
    static RateDecision uncounted() {
        return new RateDecision(List.of(), null, 1, false, 0);
    }

    /** The same refusal a while later, of this cost or a higher one. */
    RateDecision later(Duration passed, long cost) {
        return new RateDecision(policies, state, cost, false, passed.toNanos());
    }

    public boolean isAdmitted() {
        return admitted;
    }

    /**
     * Whether the request was counted, in the back end or in its place in this process; not if the limits fail closed
     * and the back end was unavailable, and then there are no quotas.
     */
    public boolean isCounted() {
        return !policies.isEmpty();
    }

    /** One for each policy, as they were stated. */
    public List<Quota> quotas() {
        return IntStream.range(0, policies.size()).mapToObj(this::quota).toList();
    }

    private Quota quota(int index) {
        RatePolicy policy = policies.get(index);
        if (state == null || policy.rate().isEmpty()) {
            long remaining = policy.rate().isEmpty() ? 0 : policy.burst();
            return new Quota(policy, remaining, Duration.ZERO, policy.rate().isEmpty());
        }
        long remaining = Math.max(0, state.getCurrentSize(index));
        boolean violated = !admitted && remaining < cost;
        return new Quota(
                policy, remaining, Duration.ofNanos(nanosUntil(index, violated ? cost : remaining + 1)), violated);
    }

    /** Zero if it is there, or never will be. */
    private long nanosUntil(int index, long tokens) {
        RatePolicy policy = policies.get(index);
        long missing = tokens - (state == null ? 0 : state.getCurrentSize(index));
        if (state == null || missing <= 0 || tokens > policy.burst()) {
            return 0;
        }
        return Math.max(0, policy.rate().orElseThrow().until(missing, state.getRoundingError(index)) - elapsed);
    }

    /** When the same request would pass; empty if it did, if no time helps, or if it was not counted. */
    public Optional<Duration> retryAfter() {
        boolean never = policies.stream().anyMatch(policy -> cost > policy.burst());
        if (admitted || never || !isCounted()) {
            return Optional.empty();
        }
        return IntStream.range(0, policies.size())
                .mapToObj(index -> Duration.ofNanos(nanosUntil(index, cost)))
                .max(Duration::compareTo);
    }

    @Override
    public String toString() {
        return "RateDecision[" + (admitted ? "admitted" : "refused") + ", " + quotas() + "]";
    }
}
