package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Logged;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
        assertThat(isCounted(limiter, "a")).isTrue();
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
            assertThat(limiter.tryConsume("a").retryAfter().orElseThrow())
                    .isLessThan(refused.retryAfter().orElseThrow());
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
        Condition.await("both", () -> isCounted(open, "b") && isCounted(closed, "b"));
        long before = open.unavailable();
        try (Logged log = new Logged()) {
            hang();
            try {
                long began = System.nanoTime();
                RateDecision first = open.tryConsume("a");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(deadline, deadline.multipliedBy(5));
                assertThat(first.isAdmitted()).isTrue();
                assertThat(open.unavailable() - before).isEqualTo(1);
                RateDecision refused = closed.tryConsume("a");
                assertThat(refused.isAdmitted()).isFalse();
                assertThat(refused.isCounted()).isFalse();
                assertThat(refused.quotas()).isEmpty();
                assertThat(refused.retryAfter()).isEmpty();
                assertThat(log.text()).doesNotContain("is unavailable");

                for (int i = 0; i < Outage.FAILURES; i++) {
                    open.tryConsume("c" + i);
                    closed.tryConsume("c" + i);
                }

                assertThat(timesOf("is unavailable, so that requests are limited by this process alone", log))
                        .isEqualTo(1);
                assertThat(timesOf("is unavailable, so that requests are refused uncounted", log))
                        .isEqualTo(1);
            } finally {
                goOn();
            }
            Condition.await("both", () -> isCounted(open, "d") && isCounted(closed, "d"));
            Condition.await(
                    "the end of the outage",
                    () -> IntStream.range(0, 5)
                            .allMatch(i -> isCounted(open, UUID.randomUUID().toString())));
            assertThat(timesOf("is unavailable", log)).isEqualTo(2);
            assertThat(log.text()).doesNotContain("default:", "\"a\"");
        }
    }

    private static boolean isCounted(RateLimiter limiter, String key) {
        long before = limiter.unavailable();
        limiter.tryConsume(key);
        return limiter.unavailable() == before;
    }

    private static int timesOf(String part, Logged log) {
        return log.text().split(part, -1).length - 1;
    }

    @Test
    void while_it_hangs_a_process_limits_by_itself() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 5, HOUR))
                .whenUnavailable(Availability.OPEN, Duration.ofMillis(200))
                .build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();
        Condition.await("the back end", () -> isCounted(limiter, "a"));
        hang();
        try {
            assertThat(admitted(limiter, "a", 100)).isLessThanOrEqualTo(4);
            RateDecision refused = limiter.tryConsume("a");
            assertThat(refused.isCounted()).isTrue();
            assertThat(refused.quotas()).extracting(Quota::remaining).containsExactly(0L);
            assertThat(admitted(limiter, "b", 100)).isEqualTo(5);
        } finally {
            goOn();
        }
    }

    @Test
    void what_the_back_end_refused_is_not_missing_when_a_process_limits_by_itself() throws Exception {
        RatePolicy policy = RatePolicy.bucket("burst", 5, HOUR);
        RateLimiter other = limiter(node(), policy).build();
        RateLimiter limiter = limiter(node(), policy)
                .whenUnavailable(Availability.OPEN, Duration.ofSeconds(2))
                .build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();
        assertThat(other.tryConsume("a", 4).isAdmitted()).isTrue();
        assertThat(limiter.tryConsume("a", 2).isAdmitted()).isFalse();
        assertThat(limiter.unavailable()).isZero();
        hang();
        try {
            assertThat(limiter.reachBackend(Duration.ofMillis(200))).isFalse();
            assertThat(admitted(limiter, "a", 10)).isEqualTo(5);
        } finally {
            goOn();
        }
    }

    @Test
    void whoever_asks_with_two_hundred_threads_is_limited_as_anybody_is() throws Exception {
        RateLimiter limiter = RateLimiter.builder()
                .buckets(node())
                .policy(RatePolicy.perWindow("burst", 1_000, HOUR))
                .policy(RatePolicy.bucket("daily", 600, Duration.ofDays(1)))
                .build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();

        long admitted =
                Crowd.admitted(200, 50, thread -> limiter.tryConsume("a").isAdmitted());

        assertThat(admitted).isBetween(400L, 500L);
        assertThat(limiter.tryConsume("a").isAdmitted()).isFalse();
    }

    @Test
    void a_caller_that_is_interrupted_is_no_outage() throws Exception {
        RateLimiter limiter =
                limiter(node(), RatePolicy.bucket("burst", 50, HOUR)).build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();
        try (Logged log = new Logged()) {
            for (int i = 0; i < 2 * Outage.FAILURES; i++) {
                Thread.currentThread().interrupt();
                assertThat(limiter.tryConsume("a").isAdmitted()).isFalse();
                assertThat(Thread.interrupted()).isTrue();
            }
            Thread.currentThread().interrupt();
            assertThat(limiter.reachBackend(PATIENT)).isFalse();
            assertThat(Thread.interrupted()).isTrue();

            assertThat(limiter.unavailable()).isEqualTo(2 * Outage.FAILURES);
            assertThat(log.text()).isEmpty();
        }
        assertThat(isCounted(limiter, "b")).isTrue();
    }

    @Test
    void any_key_is_counted_whatever_its_characters() {
        RateLimiter limiter =
                limiter(node(), RatePolicy.bucket("burst", 1, HOUR)).build();
        for (String key :
                List.of("a", "a\0b", "a\0c", "\uD800", "\uDC00", "?", "\u00e9", "\uD83D\uDE00", "a".repeat(999))) {
            assertThat(admitted(limiter, key, 2)).as(key).isEqualTo(1);
        }
        assertThat(limiter.unavailable()).isZero();
    }

    @Test
    void one_that_was_reached_once_and_hangs_is_not_reached() throws Exception {
        RateLimiter limiter =
                limiter(node(), RatePolicy.bucket("burst", 1, HOUR)).build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();
        try (Logged log = new Logged()) {
            hang();
            try {
                assertThat(limiter.reachBackend(Duration.ofMillis(200))).isFalse();
                assertThat(limiter.reachBackend(Duration.ofMillis(200))).isFalse();
                assertThat(timesOf("is unavailable", log)).isEqualTo(1);
            } finally {
                goOn();
            }
            assertThat(limiter.reachBackend(PATIENT)).isTrue();
        }
    }

    @Test
    void no_request_waits_while_another_looks_whether_one_that_hangs_goes_on() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 5, HOUR))
                .whenUnavailable(Availability.OPEN, Duration.ofSeconds(1))
                .build();
        Condition.await("the back end", () -> isCounted(limiter, "b"));
        hang();
        try {
            assertThat(limiter.reachBackend(Duration.ofMillis(200))).isFalse();
            long quick = Crowd.admitted(64, 1, thread -> {
                long began = System.nanoTime();
                assertThat(limiter.tryConsume("a" + thread).isAdmitted()).isTrue();
                return System.nanoTime() - began < Duration.ofSeconds(1).toNanos();
            });

            assertThat(quick).isGreaterThanOrEqualTo(60);
        } finally {
            goOn();
        }
    }
}
