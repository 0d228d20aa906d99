/**
 * How often a caller may do something, in one process or across several.
 *
 * <p>Start at {@link dev.seaworthy.security.ratelimit.RateLimiter}:
 *
 * <pre>{@code
 * RateLimiter limiter = RateLimiter.builder()
 *         .policy(RatePolicy.perWindow("burst", 100, Duration.ofMinutes(1)))
 *         .policy(RatePolicy.bucket("daily", 10_000, Duration.ofDays(1)))
 *         .build();
 * RateDecision decision = limiter.tryConsume("user:42");
 * }</pre>
 *
 * <p>It needs {@code com.bucket4j:bucket4j_jdk17-core} on the class path;
 * {@link dev.seaworthy.security.ratelimit.RedisBuckets} also {@code bucket4j_jdk17-lettuce},
 * {@code io.lettuce:lettuce-core} and {@code com.github.ben-manes.caffeine:caffeine},
 * {@link dev.seaworthy.security.ratelimit.PostgresBuckets} also {@code bucket4j_jdk17-postgresql} and Caffeine.
 */
package dev.seaworthy.security.ratelimit;
