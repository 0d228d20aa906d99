package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The policies of one limiter, all of which admit something; one bucket holds them, so that all consume or none. */
final class Policies {
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

    List<RatePolicy> list() {
        return policies;
    }

    BucketConfiguration configuration() {
        return configuration;
    }

    /** After which time without a request a bucket is full, as a new one is. */
    Duration fills() {
        return policies.stream().map(RatePolicy::fills).max(Duration::compareTo).orElseThrow();
    }

    /** What the keys of this limiter begin with where several share a store; another for other numbers. */
    String namespace() {
        String numbers = policies.stream()
                .map(policy -> policy.rate().orElseThrow() + " " + policy.burst())
                .collect(Collectors.joining("\n"));
        return limiter + ":" + Integer.toHexString(numbers.hashCode()) + ":";
    }
}
