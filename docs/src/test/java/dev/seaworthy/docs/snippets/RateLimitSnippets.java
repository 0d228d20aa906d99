package dev.seaworthy.docs.snippets;

import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.limit.ClientKey;
import dev.seaworthy.security.http.limit.RateLimits;
import dev.seaworthy.security.http.limit.Refusal;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.ratelimit.Availability;
import dev.seaworthy.security.ratelimit.PostgresBuckets;
import dev.seaworthy.security.ratelimit.RateDecision;
import dev.seaworthy.security.ratelimit.RateLimiter;
import dev.seaworthy.security.ratelimit.RatePolicy;
import dev.seaworthy.security.ratelimit.RedisBuckets;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import javax.sql.DataSource;

final class RateLimitSnippets {
    private RateLimitSnippets() {}

    static HttpSecurity limit() {
        RateLimiter limiter = RateLimiter.builder()
                .policy(RatePolicy.perWindow("burst", 100, Duration.ofMinutes(1)))
                .policy(RatePolicy.bucket("daily", 10_000, Duration.ofDays(1)))
                .build();
        return HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .trustedProxies(TrustedProxies.ranges("10.0.0.0/8"))
                .guard(
                        "/api/",
                        RateLimits.builder(limiter).exempt("/api/health").build())
                .build();
    }

    static HttpSecurity routes(RateLimiter limiter, Guard apiKeys) {
        RateLimiter logins = RateLimiter.builder()
                .name("login")
                .policy(RatePolicy.perWindow("login", 5, Duration.ofMinutes(15)))
                .build();
        return HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .guard(
                        "/login/",
                        RateLimits.builder(logins).key(ClientKey.address()).build())
                .guard("/api/", apiKeys)
                .guard(
                        "/api/",
                        RateLimits.builder(limiter)
                                .cost(caller -> caller.request().path().startsWith("/api/export/") ? 20 : 1)
                                .build())
                .build();
    }

    static RateLimiter inRedis(RedisClient redis) {
        return RateLimiter.builder()
                .policy(RatePolicy.perWindow("burst", 100, Duration.ofMinutes(1)))
                .buckets(RedisBuckets.of(redis))
                .whenUnavailable(Availability.OPEN, Duration.ofMillis(50))
                .build();
    }

    static RateLimiter inPostgres(DataSource dataSource) {
        PostgresBuckets buckets = PostgresBuckets.of(dataSource);
        buckets.createTable();
        return RateLimiter.builder()
                .policy(RatePolicy.perWindow("burst", 100, Duration.ofMinutes(1)))
                .buckets(buckets)
                .whenUnavailable(Availability.CLOSED, Duration.ofMillis(200))
                .build();
    }

    static RateLimits dryRun(RateLimiter limiter) {
        return RateLimits.builder(limiter)
                .dryRun()
                .refusal(Refusal.ERROR_AND_RETRY_AFTER)
                .legacyHeaders()
                .build();
    }

    static boolean without(RateLimiter mails) {
        RateDecision decision = mails.tryConsume("user:42");
        decision.retryAfter().ifPresent(wait -> System.out.println("again in " + wait.toSeconds() + " s"));
        return decision.isAdmitted();
    }
}
