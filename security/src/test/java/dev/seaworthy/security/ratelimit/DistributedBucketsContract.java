package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Logged;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What buckets promise that several processes share. */
abstract class DistributedBucketsContract {
    static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);

    /** A node's own connections to the one back end, which nobody else uses. */
    abstract Buckets node();

    /** The back end takes what it is sent, and answers nothing. */
    abstract void hang() throws Exception;

    abstract void goOn() throws Exception;

    /** How many buckets it holds. */
    abstract long held() throws Exception;

    static RateLimiter.Builder limiter(Buckets buckets, RatePolicy policy) {
        return RateLimiter.builder().buckets(buckets).policy(policy).whenUnavailable(Availability.CLOSED, PATIENT);
    }

    private static long admitted(RateLimiter limiter, String key, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limiter.tryConsume(key).isAdmitted())
                .count();
    }

    @Test
    void two_nodes_admit_what_one_would() throws Exception {
        RatePolicy policy = RatePolicy.perWindow("burst", 400, HOUR);
        RateLimiter one = limiter(node(), policy).build();
        RateLimiter other = limiter(node(), policy).build();

        long admitted = Crowd.admitted(
                64,
                20,
                thread -> (thread % 2 == 0 ? one : other).tryConsume("a").isAdmitted());

        assertThat(one.unavailable() + other.unavailable()).isZero();
        assertThat(admitted).isEqualTo(200);
        assertThat(one.tryConsume("b").isAdmitted()).isTrue();
    }

    @Test
    void one_that_is_reached_at_the_start_counts_the_first_request() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 5, HOUR))
                .whenUnavailable(Availability.OPEN, Duration.ofSeconds(2))
                .build();

        assertThat(limiter.reachBackend(PATIENT)).isTrue();
        assertThat(held()).isZero();
        assertThat(limiter.tryConsume("a").isCounted()).isTrue();
        assertThat(limiter.unavailable()).isZero();
    }

    @Test
    void what_one_node_has_taken_is_missing_on_another() {
        RatePolicy policy = RatePolicy.bucket("burst", 5, Duration.ofSeconds(50));
        RateLimiter one = limiter(node(), policy).build();
        RateLimiter other = limiter(node(), policy).build();

        RateDecision first = one.tryConsume("a", 3);
        RateDecision second = other.tryConsume("a", 3);

        assertThat(first.quotas()).extracting(Quota::remaining).containsExactly(2L);
        assertThat(first.quotas().get(0).more()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(11));
        assertThat(second.isAdmitted()).isFalse();
        assertThat(second.quotas()).extracting(Quota::remaining).containsExactly(2L);
        assertThat(second.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(11));
        assertThat(other.tryConsume("a", 2).isAdmitted()).isTrue();
    }

    @Test
    void tokens_come_back() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 2, Duration.ofSeconds(1)))
                .build();
        assertThat(admitted(limiter, "a", 2)).isEqualTo(2);

        Condition.await("a token", () -> limiter.tryConsume("a").isAdmitted());
    }

    @Test
    void limiters_of_other_names_and_other_numbers_count_apart() throws Exception {
        RatePolicy policy = RatePolicy.bucket("burst", 1, HOUR);
        Buckets buckets = node();

        assertThat(admitted(limiter(buckets, policy).build(), "a", 2)).isEqualTo(1);
        assertThat(admitted(limiter(buckets, policy).build(), "a", 2)).isZero();
        assertThat(admitted(limiter(buckets, policy).name("login").build(), "a", 2))
                .isEqualTo(1);
        assertThat(admitted(
                        limiter(buckets, RatePolicy.bucket("burst", 3, HOUR)).build(), "a", 9))
                .isEqualTo(3);
        assertThat(held()).isEqualTo(3);
    }

    @Test
    void a_flood_of_one_that_is_limited_does_not_reach_the_back_end() throws Exception {
        RateLimiter limiter =
                limiter(node(), RatePolicy.bucket("burst", 2, HOUR)).build();
        assertThat(admitted(limiter, "a", 3)).isEqualTo(2);
        RateDecision refused = limiter.tryConsume("a");
        hang();
        try {
            assertThat(admitted(limiter, "a", 10_000)).isZero();
            assertThat(limiter.unavailable()).isZero();
            assertThat(limiter.tryConsume("a", 2).retryAfter().orElseThrow())
                    .isGreaterThan(refused.retryAfter().orElseThrow());
        } finally {
            goOn();
        }
    }

    @Test
    void one_that_hangs_is_waited_for_within_the_deadline_and_told_of_once() throws Exception {
        Duration deadline = Duration.ofMillis(300);
        RatePolicy policy = RatePolicy.bucket("burst", 5, HOUR);
        Buckets buckets = node();
        RateLimiter open = limiter(buckets, policy)
                .whenUnavailable(Availability.OPEN, deadline)
                .build();
        RateLimiter closed = limiter(buckets, policy)
                .name("closed")
                .whenUnavailable(Availability.CLOSED, deadline)
                .build();
        Condition.await(
                "both",
                () -> open.tryConsume("b").isCounted() && closed.tryConsume("b").isCounted());
        long before = open.unavailable();
        try (Logged log = new Logged()) {
            hang();
            try {
                long began = System.nanoTime();
                RateDecision first = open.tryConsume("a");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(deadline, deadline.multipliedBy(5));
                assertThat(first.isAdmitted()).isTrue();
                assertThat(first.isCounted()).isFalse();
                assertThat(first.quotas()).isEmpty();
                assertThat(open.tryConsume("a").isAdmitted()).isTrue();
                assertThat(open.unavailable() - before).isEqualTo(2);
                assertThat(closed.tryConsume("a").isAdmitted()).isFalse();
                assertThat(closed.tryConsume("a").retryAfter()).isEmpty();
            } finally {
                goOn();
            }
            Condition.await("recovery", () -> open.tryConsume("a").isCounted());
            assertThat(log.text().split("is unavailable, so that requests are admitted uncounted", -1))
                    .hasSize(2);
            assertThat(log.text().split("is unavailable, so that requests are refused uncounted", -1))
                    .hasSize(2);
            assertThat(log.text()).doesNotContain("default:", "\"a\"");
            hang();
            try {
                assertThat(open.tryConsume("c").isCounted()).isFalse();
                assertThat(log.text().split("is unavailable, so that requests are admitted uncounted", -1))
                        .hasSize(3);
            } finally {
                goOn();
            }
        }
    }

    @Test
    void no_request_waits_while_another_looks_whether_one_that_hangs_goes_on() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 5, HOUR))
                .whenUnavailable(Availability.OPEN, Duration.ofSeconds(1))
                .build();
        Condition.await("the back end", () -> limiter.tryConsume("b").isCounted());
        hang();
        try {
            assertThat(limiter.tryConsume("a").isCounted()).isFalse();
            long began = System.nanoTime();

            assertThat(Crowd.admitted(64, 1, thread -> limiter.tryConsume("a").isAdmitted()))
                    .isEqualTo(64);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        } finally {
            goOn();
        }
    }
}
