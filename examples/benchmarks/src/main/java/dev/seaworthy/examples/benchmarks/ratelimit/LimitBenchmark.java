package dev.seaworthy.examples.benchmarks.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.seaworthy.security.ratelimit.RateDecision;
import dev.seaworthy.security.ratelimit.RateLimiter;
import dev.seaworthy.security.ratelimit.RatePolicy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * May this key do it once more? It may, each time; the keys come in turn, each peer finds its own in a Caffeine cache
 * that forgets in the same time and Seaworthy in its own map, and all elapsed time is that of {@code System.nanoTime}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway") // JMH fills the fields before it calls
public class LimitBenchmark {
    private static final int KEYS = 1 << 12;
    private static final long LIMIT = 1_000_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Cache<String, Bucket> bucket4j = cache();
    private final Cache<String, io.github.resilience4j.ratelimiter.RateLimiter> resilience4j = cache();
    private final Cache<String, com.google.common.util.concurrent.RateLimiter> guava = cache();
    private RateLimiter seaworthy;
    private String[] keys;
    private int next;

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder()
                .expireAfterAccess(SECOND.plusSeconds(1))
                .executor(Runnable::run)
                .build();
    }

    @Setup
    public void state() {
        seaworthy = RateLimiter.builder()
                .policy(RatePolicy.bucket("burst", LIMIT, SECOND))
                .build();
        keys = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "address:192.0.2." + i;
        }
    }

    private String key() {
        return keys[next++ & (KEYS - 1)];
    }

    @Benchmark
    public RateDecision seaworthy() {
        return seaworthy.tryConsume(key());
    }

    /** What is left, and until when, is told as well. */
    @Benchmark
    public ConsumptionProbe bucket4jProbe() {
        return bucket4j.get(key(), LimitBenchmark::bucket).tryConsumeAndReturnRemaining(1);
    }

    @Benchmark
    public boolean bucket4j() {
        return bucket4j.get(key(), LimitBenchmark::bucket).tryConsume(1);
    }

    private static Bucket bucket(String key) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(LIMIT).refillGreedy(LIMIT, SECOND))
                .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
                .build();
    }

    @Benchmark
    public boolean resilience4j() {
        return resilience4j.get(key(), LimitBenchmark::limiter).acquirePermission();
    }

    private static io.github.resilience4j.ratelimiter.RateLimiter limiter(String key) {
        return io.github.resilience4j.ratelimiter.RateLimiter.of(
                key,
                io.github.resilience4j.ratelimiter.RateLimiterConfig.custom()
                        .limitForPeriod((int) LIMIT)
                        .limitRefreshPeriod(SECOND)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    @Benchmark
    public boolean guava() {
        return guava.get(key(), key -> com.google.common.util.concurrent.RateLimiter.create(LIMIT))
                .tryAcquire();
    }
}
