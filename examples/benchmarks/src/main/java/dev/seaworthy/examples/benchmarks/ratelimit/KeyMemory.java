package dev.seaworthy.examples.benchmarks.ratelimit;

import dev.seaworthy.security.ratelimit.LocalBuckets;
import dev.seaworthy.security.ratelimit.RateLimiter;
import dev.seaworthy.security.ratelimit.RatePolicy;
import java.time.Duration;

/** How many bytes a key takes, its text of 20 characters included: the heap in use with it and without, by count. */
public final class KeyMemory {
    private KeyMemory() {}

    /** The first argument is how many keys, the second how many policies, 1 or 2. */
    public static void main(String[] arguments) {
        int keys = Integer.parseInt(arguments[0]);
        RateLimiter.Builder builder = RateLimiter.builder()
                .buckets(LocalBuckets.upTo(keys))
                .policy(RatePolicy.perWindow("burst", 100, Duration.ofHours(1)));
        if (arguments[1].equals("2")) {
            builder.policy(RatePolicy.bucket("daily", 10_000, Duration.ofDays(1)));
        }
        RateLimiter limiter = builder.build();
        limiter.tryConsume("the first");
        long before = used();
        for (int i = 1; i < keys; i++) {
            limiter.tryConsume("address:%012d".formatted(i));
        }
        long after = used();
        for (int i = 0; i < keys; i++) {
            limiter.tryConsume("another:%012d".formatted(i));
        }
        System.out.printf(
                "%,d keys, %s policies: %d bytes each; %,d more keys: %d bytes each%n",
                limiter.keys(), arguments[1], (after - before) / keys, keys, (used() - after) / keys);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
