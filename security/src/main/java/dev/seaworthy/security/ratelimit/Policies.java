package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.ConfigurationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The policies of one limiter, all of which admit something; one bucket holds them, so that all consume or none. */
final class Policies {
    private static final Duration LARGEST_SKEW = Duration.ofMillis(100);

    private final String limiter;
    private final List<RatePolicy> policies;
    private final BucketConfiguration configuration;

    Policies(String limiter, List<RatePolicy> policies) {
        this.limiter = limiter;
        this.policies = List.copyOf(policies);
        ConfigurationBuilder builder = BucketConfiguration.builder();
        policies.forEach(policy -> builder.addLimit(policy.bandwidth()));
        configuration = builder.build();
    }

    /** The same for several processes, each of which has read the server's clock by itself. */
    Policies shared() {
        return new Policies(
                limiter,
                policies.stream().map(policy -> policy.slower(skew(policy))).toList());
    }

    private static Duration skew(RatePolicy policy) {
        Duration tenth = policy.window().dividedBy(10);
        return tenth.compareTo(LARGEST_SKEW) < 0 ? tenth : LARGEST_SKEW;
    }

    List<RatePolicy> list() {
        return policies;
    }

    BucketConfiguration configuration() {
        return configuration;
    }

    /** Whether it equals a new one. */
    boolean isFull(BucketState state) {
        for (int i = 0; i < policies.size(); i++) {
            if (state.getCurrentSize(i) < policies.get(i).burst()) {
                return false;
            }
        }
        return true;
    }

    /** What the keys of this limiter begin with where several share a store; another for other numbers. */
    String namespace() {
        String numbers = policies.stream().map(Policies::numbers).collect(Collectors.joining(","));
        return limiter + ":" + numbers + ":";
    }

    private static String numbers(RatePolicy policy) {
        Rate rate = policy.rate().orElseThrow();
        return policy.burst() + "+" + rate.tokens() + "/" + rate.nanos();
    }
}
