package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTicker time = new ManualTicker();

    private RateLimiter limiter(int keys, RatePolicy policy) {
        return RateLimiter.builder()
                .buckets(LocalBuckets.upTo(keys).ticker(time))
                .policy(policy)
                .build();
    }

    private static long admitted(RateLimiter limiter, String key, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limiter.tryConsume(key).isAdmitted())
                .count();
    }

    @Test
    void ten_million_keys_take_no_more_room_than_is_stated() {
        RateLimiter limiter = limiter(20_000, RatePolicy.bucket("burst", 5, MINUTE));

        for (int i = 0; i < 10_000_000; i++) {
            limiter.tryConsume("address:" + i);
            if (i % 100_000 == 0) {
                assertThat(limiter.keys()).isLessThanOrEqualTo(20_000);
            }
        }

        assertThat(limiter.keys()).isEqualTo(20_000);
        assertThat(limiter.overflowed()).isEqualTo(10_000_000 - 20_000);
        assertThat(limiter.unavailable()).isZero();
    }

    @Test
    void a_limited_key_stays_limited_however_many_others_come() {
        RateLimiter limiter = limiter(100, RatePolicy.bucket("burst", 2, MINUTE));
        for (int key = 0; key < 100; key++) {
            assertThat(admitted(limiter, "limited:" + key, 3)).isEqualTo(2);
        }

        long others = IntStream.range(0, 50_000)
                .filter(i -> limiter.tryConsume("other:" + i).isAdmitted())
                .count();

        assertThat(others).isEqualTo(2 * LocalBuckets.OVERFLOW);
        for (int key = 0; key < 100; key++) {
            assertThat(admitted(limiter, "limited:" + key, 3)).isZero();
        }
        assertThat(limiter.keys()).isEqualTo(100);
    }

    @Test
    void a_key_that_is_refused_over_and_over_keeps_its_bucket() {
        RateLimiter limiter = limiter(10, RatePolicy.perWindow("burst", 10, MINUTE, 10));
        assertThat(admitted(limiter, "a", 11)).isEqualTo(10);

        long admitted = 0;
        for (int i = 0; i < 100; i++) {
            time.pass(Duration.ofSeconds(30));
            admitted += admitted(limiter, "a", 3);
        }

        assertThat(admitted).isBetween(49L, 50L);
    }

    @Test
    void a_bucket_is_forgotten_when_it_is_full_again_and_makes_room() {
        RateLimiter limiter = limiter(2, RatePolicy.bucket("burst", 2, MINUTE));
        admitted(limiter, "a", 2);
        admitted(limiter, "b", 2);
        time.pass(Duration.ofSeconds(59));
        limiter.tryConsume("c");
        assertThat(limiter.overflowed()).isEqualTo(1);

        time.pass(Duration.ofSeconds(5));
        limiter.tryConsume("d");

        assertThat(limiter.overflowed()).isEqualTo(1);
        assertThat(limiter.keys()).isEqualTo(1);
    }

    @Test
    void while_half_of_the_room_is_free_nothing_is_forgotten() {
        RateLimiter limiter = limiter(10, RatePolicy.bucket("burst", 2, MINUTE));
        for (int i = 0; i < 5; i++) {
            limiter.tryConsume("key " + i);
            time.pass(Duration.ofHours(1));
        }
        assertThat(limiter.keys()).isEqualTo(5);

        limiter.tryConsume("one more");

        assertThat(limiter.keys()).isEqualTo(1);
    }

    @Test
    void a_key_that_asked_once_is_held_no_longer_than_what_it_took_takes_to_come_back() {
        RateLimiter limiter = limiter(100, RatePolicy.bucket("daily", 86_400, Duration.ofDays(1)));
        for (int i = 0; i < 100; i++) {
            limiter.tryConsume("once:" + i);
        }
        time.pass(Duration.ofMillis(1_001));

        for (int i = 0; i < 100; i++) {
            assertThat(limiter.tryConsume("new:" + i, 2).isAdmitted()).isTrue();
        }

        assertThat(limiter.overflowed()).isZero();
        assertThat(limiter.keys()).isEqualTo(100);
        assertThat(admitted(limiter, "new:7", 86_400)).isEqualTo(86_398);
    }

    @Test
    void a_thread_that_stalls_until_its_bucket_is_forgotten_consumes_from_the_one_in_its_place() throws Exception {
        AtomicReference<Thread> stalled = new AtomicReference<>();
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        LongSupplier slow = () -> {
            if (Thread.currentThread() == stalled.get()) {
                stalled.set(null);
                meanwhile.get().run();
            }
            return time.getAsLong();
        };
        RateLimiter limiter = RateLimiter.builder()
                .buckets(LocalBuckets.upTo(2).ticker(slow))
                .policy(RatePolicy.bucket("burst", 2, MINUTE))
                .build();
        limiter.tryConsume("a");
        AtomicInteger admitted = new AtomicInteger();
        meanwhile.set(() -> {
            time.pass(Duration.ofHours(1));
            limiter.tryConsume("b");
            assertThat(limiter.keys()).isEqualTo(1);
            admitted.addAndGet((int) admitted(limiter, "a", 3));
        });
        stalled.set(Thread.currentThread());

        admitted.addAndGet((int) admitted(limiter, "a", 1));

        assertThat(admitted).hasValue(2);
    }

    @Test
    void a_key_that_gets_its_own_bucket_begins_with_what_it_had_left_in_the_shared_one() {
        RateLimiter limiter = limiter(1, RatePolicy.bucket("burst", 4, MINUTE));
        limiter.tryConsume("first", 4);
        time.pass(Duration.ofSeconds(50));
        assertThat(admitted(limiter, "a", 9)).isEqualTo(4);

        time.pass(Duration.ofSeconds(20));

        assertThat(admitted(limiter, "a", 9)).isEqualTo(1);
        assertThat(limiter.overflowed()).isEqualTo(9);
        assertThat(limiter.keys()).isEqualTo(1);
    }

    @Test
    void sixty_four_threads_are_admitted_no_more_than_one_would_be() throws Exception {
        RateLimiter limiter = limiter(10, RatePolicy.perWindow("burst", 1_000_000, MINUTE));

        assertThat(Crowd.admitted(64, 20_000, i -> limiter.tryConsume("a").isAdmitted()))
                .isEqualTo(500_000);
    }

    @Test
    void threads_that_meet_many_new_keys_hold_no_more_than_there_is_room_for() throws Exception {
        RateLimiter limiter = limiter(50, RatePolicy.bucket("burst", 3, MINUTE));
        ExecutorService threads = Executors.newFixedThreadPool(64);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> held = new ArrayList<>();
        try {
            for (int thread = 0; thread < 64; thread++) {
                int own = thread;
                held.add(threads.submit(() -> {
                    start.await();
                    int most = 0;
                    for (int i = 0; i < 500; i++) {
                        limiter.tryConsume("key:" + (own % 8) + ":" + i);
                        most = (int) Math.max(most, limiter.keys());
                    }
                    return most;
                }));
            }
            start.countDown();
            for (Future<Integer> most : held) {
                assertThat(most.get()).isLessThanOrEqualTo(50);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(limiter.keys()).isEqualTo(50);
    }

    @Test
    void two_threads_that_meet_a_new_key_at_once_give_it_one_bucket() throws Exception {
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicReference<Thread> second = new AtomicReference<>();
        LongSupplier slow = () -> {
            if (Thread.currentThread() == first.get() && isMakingABucket()) {
                second.get().start();
                awaitEnd(second.get());
            }
            return 0;
        };
        RateLimiter limiter = RateLimiter.builder()
                .buckets(LocalBuckets.upTo(10).ticker(slow))
                .policy(RatePolicy.bucket("burst", 1, MINUTE))
                .build();
        AtomicInteger admitted = new AtomicInteger();
        Runnable request = () -> admitted.addAndGet(limiter.tryConsume("a").isAdmitted() ? 1 : 0);
        first.set(new Thread(request));
        second.set(new Thread(request));

        first.get().start();
        first.get().join();
        second.get().join();

        assertThat(admitted).hasValue(1);
        assertThat(limiter.keys()).isEqualTo(1);
    }

    private static boolean isMakingABucket() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("fresh")));
    }

    /** Or until it waits for a lock. */
    private static void awaitEnd(Thread thread) {
        try {
            Condition.await(
                    "the other thread",
                    () -> Set.of(Thread.State.BLOCKED, Thread.State.TERMINATED).contains(thread.getState()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void in_place_of_a_number_of_keys_a_million_are_held() {
        assertThat(LocalBuckets.DEFAULT_KEYS).isEqualTo(1_000_000);
        assertThat(LocalBuckets.OVERFLOW).isEqualTo(64);
        assertThat(RateLimiter.DEFAULT_DEADLINE).isEqualTo(Duration.ofMillis(50));
    }
}
