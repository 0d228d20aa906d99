package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the policy and whenever requests come, no window holds more than the policy says. */
class RatePropertyTest {
    private static final int REQUESTS = 2_000;

    private record Admitted(long nanos, long cost) {}

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_window_holds_more_than_its_policy_says(long seed) {
        Random random = new Random(seed);
        RatePolicy policy = policy(random);
        ManualTicker time = new ManualTicker();
        RateLimiter limiter = RateLimiter.builder()
                .buckets(LocalBuckets.upTo(random.nextInt(3) + 1).ticker(time))
                .policy(policy)
                .build();

        List<Admitted> admitted = admitted(random, policy, time, limiter);

        assertThat(admitted).isNotEmpty();
        assertThat(densest(admitted, policy.window().toNanos()))
                .as("%s", policy)
                .isLessThanOrEqualTo(policy.atMost(policy.window()));
        long other = 1 + (long) (random.nextDouble() * 3 * policy.window().toNanos());
        assertThat(densest(admitted, other))
                .as("%s in %s", policy, Duration.ofNanos(other))
                .isLessThanOrEqualTo(policy.atMost(Duration.ofNanos(other)));
    }

    private static RatePolicy policy(Random random) {
        long limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
        Duration window = Duration.ofNanos(1_000_000 + (long) (Math.pow(random.nextDouble(), 4) * 86_400e9));
        if (random.nextInt(4) == 0) {
            return RatePolicy.bucket("bucket", limit, window);
        }
        return random.nextBoolean()
                ? RatePolicy.perWindow("half", limit, window)
                : RatePolicy.perWindow("stated", limit, window, 1 + random.nextInt((int) limit));
    }

    /** Floods, pauses, and requests at the very moments at which a window ends or a token comes back. */
    private static List<Admitted> admitted(Random random, RatePolicy policy, ManualTicker time, RateLimiter limiter) {
        List<Admitted> admitted = new ArrayList<>();
        long window = policy.window().toNanos();
        for (int i = 0; i < REQUESTS; i++) {
            time.pass(Duration.ofNanos(pause(random, window, policy)));
            if (random.nextInt(50) == 0) {
                limiter.tryConsume("other:" + i);
            }
            long cost = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 1;
            RateDecision decision = limiter.tryConsume("a", cost);
            if (decision.isAdmitted()) {
                admitted.add(new Admitted(time.getAsLong(), cost));
            } else if (random.nextInt(3) == 0) {
                decision.retryAfter().ifPresent(wait -> {
                    time.pass(wait);
                    assertThat(limiter.tryConsume("a", cost).isAdmitted()).isTrue();
                    admitted.add(new Admitted(time.getAsLong(), cost));
                });
            }
        }
        return admitted;
    }

    private static long pause(Random random, long window, RatePolicy policy) {
        return switch (random.nextInt(8)) {
            case 0 -> window;
            case 1 -> window / policy.limit();
            case 2 -> (long) (random.nextDouble() * window / 10);
            case 3 -> random.nextInt(3);
            case 4 -> random.nextInt(20) == 0 ? 2 * window : 0;
            default -> 0;
        };
    }

    /** The most in any closed window of this length; it begins with a request, or nothing is lost by moving it. */
    private static long densest(List<Admitted> admitted, long length) {
        long most = 0;
        long sum = 0;
        int first = 0;
        for (Admitted last : admitted) {
            sum += last.cost();
            while (admitted.get(first).nanos() < last.nanos() - length) {
                sum -= admitted.get(first++).cost();
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
