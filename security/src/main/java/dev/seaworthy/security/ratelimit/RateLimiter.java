package dev.seaworthy.security.ratelimit;

import dev.seaworthy.security.declaration.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a caller, known by a key, may do something yet. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: of each key, no more is admitted than each of its policies says ({@link RatePolicy#atMost}),
 * from however many threads; with {@link RedisBuckets} or {@link PostgresBuckets}, from however many processes, while
 * the back end answers, and of each process meanwhile. Either all policies count a request or none. An answer comes
 * within the deadline, whatever became of the back end.
 *
 * <p><b>Not covered</b>: who the caller is. A key stands in memory and in the back end as it is: give an id, such as
 * {@code user:42}, never a secret such as an API key.
 */
public final class RateLimiter {
    /** The default of {@link Builder#whenUnavailable}: 50 ms. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(50);

    private final List<RatePolicy> policies;
    private final @Nullable BucketStore store;

    private RateLimiter(Builder builder) {
        policies = List.copyOf(builder.policies);
        boolean blocks = policies.stream().anyMatch(policy -> policy.limit() == 0);
        store = blocks
                ? null
                : builder.buckets.open(new Policies(builder.name, policies), builder.availability, builder.deadline);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** As {@link #tryConsume(String, long)} at the cost of 1. */
    public RateDecision tryConsume(String key) {
        return tryConsume(key, 1);
    }

    /**
     * Consumes the cost if every policy has that much left for the key, and nothing otherwise. A cost above the burst
     * of a policy is never admitted.
     *
     * @param key longer than 128 characters, or with others than printable ones of ASCII, a digest takes its place
     * @throws IllegalArgumentException if the cost is not 1 or more
     */
    public RateDecision tryConsume(String key, long cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("a cost is 1 or more, not " + cost + "; ask nothing for what is free");
        }
        if (store == null) {
            return RateDecision.blocked(policies);
        }
        return store.tryConsume(StoredKey.of(key), cost);
    }

    /**
     * Whether the back end answers; it counts nothing. Call it at the start with some seconds: to connect takes longer
     * than a request should wait. Later it serves a health check.
     *
     * @return true at once for {@link LocalBuckets}
     */
    public boolean reachBackend(Duration patience) {
        return store == null || store.reach(patience);
    }

    /** As they were stated. */
    public List<RatePolicy> policies() {
        return policies;
    }

    /**
     * How many keys are held in this process, never more than {@link LocalBuckets} was told; beside a back end a
     * million at most, and none if the limits fail closed.
     */
    public long keys() {
        return store == null ? 0 : store.keys();
    }

    /** How many decisions fell on an overflow bucket since the start; more keys than there is room for have come. */
    public long overflowed() {
        return store == null ? 0 : store.shared();
    }

    /** How many requests could not be counted since the start, because the back end was down or slow. */
    public long unavailable() {
        return store == null ? 0 : store.unavailable();
    }

    /** Its policies. */
    @Override
    public String toString() {
        return policies.stream().map(RatePolicy::guarantee).collect(Collectors.joining("; ", "RateLimiter[", "]"));
    }

    /** States what is limited, and where the counts are kept. */
    public static final class Builder {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,32}");
        private static final Duration LONGEST = Duration.ofSeconds(30);

        private final Problems problems = new Problems("RateLimiter");
        private final List<RatePolicy> policies = new ArrayList<>();
        private String name = "default";
        private Buckets buckets = LocalBuckets.upTo(LocalBuckets.DEFAULT_KEYS);
        private Availability availability = Availability.OPEN;
        private Duration deadline = DEFAULT_DEADLINE;

        private Builder() {}

        /** One of several that hold at the same time, each under its own name. */
        public Builder policy(RatePolicy policy) {
            if (policies.stream().anyMatch(other -> other.name().equals(policy.name()))) {
                problems.add("policy " + policy.name() + " is stated twice; give each its own name");
            }
            policies.add(policy);
            return this;
        }

        /**
         * Keeps apart the keys of limiters that share a back end; {@code default} if not said. Limiters of one name and
         * the same numbers count together.
         */
        public Builder name(String name) {
            if (!NAME.matcher(name).matches()) {
                problems.add("its name is 1 to 32 of A-Z, a-z, 0-9, _, . and -, such as login");
            }
            this.name = name;
            return this;
        }

        /** Where the counts are kept; in this process, for a million keys, if not said. */
        public Builder buckets(Buckets buckets) {
            this.buckets = buckets;
            return this;
        }

        /**
         * What becomes of requests that the back end does not count within the deadline, from 1 ms to 30 s; after 50 ms
         * this process decides by itself, if not said.
         */
        public Builder whenUnavailable(Availability availability, Duration deadline) {
            if (deadline.compareTo(Duration.ofMillis(1)) < 0 || deadline.compareTo(LONGEST) > 0) {
                problems.add("the deadline is " + deadline + "; give 1 ms to 30 s");
            }
            this.availability = availability;
            this.deadline = deadline;
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public RateLimiter build() {
            if (policies.isEmpty()) {
                problems.add("no policy is stated; state one, such as"
                        + " RatePolicy.perWindow(\"burst\", 100, Duration.ofMinutes(1))");
            }
            problems.refuse();
            return new RateLimiter(this);
        }
    }
}
