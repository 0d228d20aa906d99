package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTicker time = new ManualTicker();

    private RateLimiter.Builder limiter() {
        return RateLimiter.builder().buckets(LocalBuckets.upTo(1_000).ticker(time));
    }

    private static long admitted(RateLimiter limiter, String key, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limiter.tryConsume(key).isAdmitted())
                .count();
    }

    @Test
    void a_key_is_admitted_until_nothing_is_left_and_again_when_some_is() {
        RateLimiter limiter =
                limiter().policy(RatePolicy.bucket("burst", 3, MINUTE)).build();

        assertThat(admitted(limiter, "a", 5)).isEqualTo(3);
        assertThat(admitted(limiter, "b", 5)).isEqualTo(3);
        RateDecision refused = limiter.tryConsume("a");

        assertThat(refused.isAdmitted()).isFalse();
        assertThat(refused.isCounted()).isTrue();
        time.pass(refused.retryAfter().orElseThrow().minusNanos(1));
        assertThat(limiter.tryConsume("a").isAdmitted()).isFalse();
        time.pass(Duration.ofNanos(1));
        assertThat(limiter.tryConsume("a").isAdmitted()).isTrue();
        assertThat(limiter.tryConsume("a").isAdmitted()).isFalse();
    }

    @Test
    void all_policies_hold_and_one_that_refuses_leaves_the_others_as_they_are() {
        RateLimiter limiter = limiter()
                .policy(RatePolicy.bucket("burst", 2, Duration.ofSeconds(2)))
                .policy(RatePolicy.bucket("daily", 3, Duration.ofDays(1)))
                .build();

        assertThat(admitted(limiter, "a", 3)).isEqualTo(2);
        Quota daily = limiter.tryConsume("a").quotas().get(1);
        assertThat(daily.remaining()).isEqualTo(1);
        assertThat(daily.violated()).isFalse();
        time.pass(Duration.ofSeconds(3));
        assertThat(admitted(limiter, "a", 3)).isEqualTo(1);

        RateDecision refused = limiter.tryConsume("a");
        assertThat(refused.quotas()).extracting(Quota::violated).containsExactly(false, true);
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofHours(7), Duration.ofHours(8));
        assertThat(refused.quotas().get(1).more())
                .isEqualTo(refused.retryAfter().orElseThrow());
    }

    @Test
    void a_decision_tells_what_is_left_and_when_there_is_more() {
        RateLimiter limiter =
                limiter().policy(RatePolicy.bucket("burst", 60, MINUTE)).build();

        Quota first = limiter.tryConsume("a", 10).quotas().get(0);

        assertThat(first.remaining()).isEqualTo(50);
        assertThat(first.more()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_001));
        assertThat(first.policy().name()).isEqualTo("burst");
        time.pass(Duration.ofMillis(600));
        Quota second = limiter.tryConsume("a", 1).quotas().get(0);
        assertThat(second.more()).isBetween(Duration.ofMillis(400), Duration.ofMillis(401));
        RateDecision refused = limiter.tryConsume("a", 60);
        assertThat(refused.retryAfter().orElseThrow()).isGreaterThan(Duration.ofSeconds(10));
        assertThat(refused.quotas().get(0).more())
                .isEqualTo(refused.retryAfter().orElseThrow());
    }

    @Test
    void a_cost_that_no_bucket_ever_holds_is_never_admitted_and_takes_nothing() {
        RateLimiter limiter =
                limiter().policy(RatePolicy.bucket("burst", 3, MINUTE)).build();

        RateDecision refused = limiter.tryConsume("a", 4);

        assertThat(refused.isAdmitted()).isFalse();
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(limiter.tryConsume("a", Long.MAX_VALUE).retryAfter()).isEmpty();
        assertThat(limiter.tryConsume("a", 3).isAdmitted()).isTrue();
        assertThatThrownBy(() -> limiter.tryConsume("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_limit_of_zero_blocks_all_whatever_else_is_stated() {
        RateLimiter limiter = limiter()
                .policy(RatePolicy.bucket("burst", 3, MINUTE))
                .policy(RatePolicy.perWindow("closed", 0, MINUTE))
                .build();

        RateDecision refused = limiter.tryConsume("a");

        assertThat(refused.isAdmitted()).isFalse();
        assertThat(refused.isCounted()).isTrue();
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(refused.quotas()).extracting(Quota::remaining).containsExactly(3L, 0L);
        assertThat(refused.quotas()).extracting(Quota::violated).containsExactly(false, true);
        time.pass(Duration.ofDays(400));
        assertThat(limiter.tryConsume("a").isAdmitted()).isFalse();
        assertThat(limiter.keys()).isZero();
    }

    @Test
    void what_is_in_this_process_is_always_reached() {
        RatePolicy policy = RatePolicy.bucket("burst", 1, MINUTE);
        RatePolicy closed = RatePolicy.bucket("closed", 0, MINUTE);

        assertThat(limiter().policy(policy).build().reachBackend(Duration.ZERO)).isTrue();
        assertThat(limiter().policy(closed).build().reachBackend(Duration.ZERO)).isTrue();
    }

    @Test
    void long_keys_stay_apart_without_being_kept() {
        RateLimiter limiter =
                limiter().policy(RatePolicy.bucket("burst", 1, MINUTE)).build();
        String stem = "k".repeat(100_000);

        assertThat(limiter.tryConsume(stem + "a").isAdmitted()).isTrue();
        assertThat(limiter.tryConsume(stem + "b").isAdmitted()).isTrue();
        assertThat(limiter.tryConsume(stem + "a").isAdmitted()).isFalse();
    }

    @Test
    void a_limiter_that_is_wrong_tells_all_of_it() {
        assertThatThrownBy(() -> RateLimiter.builder()
                        .name("a b")
                        .whenUnavailable(Availability.CLOSED, Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("3 problems", "its name is", "the deadline is PT0S", "no policy is stated");
        RatePolicy twice = RatePolicy.bucket("burst", 3, MINUTE);
        assertThatThrownBy(
                        () -> RateLimiter.builder().policy(twice).policy(twice).build())
                .hasMessage("RateLimiter: policy burst is stated twice; give each its own name");
        assertThatThrownBy(() -> LocalBuckets.upTo(0)).hasMessageContaining("keys is 0");
    }

    @Test
    void nothing_that_is_printed_holds_a_key() {
        RateLimiter limiter =
                limiter().policy(RatePolicy.bucket("burst", 1, MINUTE)).build();

        RateDecision decision = limiter.tryConsume("user:42");

        assertThat(decision.toString()).doesNotContain("user:42").contains("admitted", "burst");
        assertThat(limiter).hasToString("RateLimiter[burst: at most 1 at once and 1 in any PT1M]");
    }
}
