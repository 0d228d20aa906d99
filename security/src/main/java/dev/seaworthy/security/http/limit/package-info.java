/**
 * Rate limits as a guard: who is counted, what clients are told, and how a refusal reads.
 *
 * <p>Start at {@link dev.seaworthy.security.http.limit.RateLimits}:
 *
 * <pre>{@code
 * RateLimits limits = RateLimits.builder(limiter).exempt("/api/health").build();
 * HttpSecurity.builder().headers(SecurityHeaders.owasp()).guard("/api/", limits).build();
 * }</pre>
 *
 * <p>It leans on {@link dev.seaworthy.security.ratelimit}, and on the libraries that it names.
 */
package dev.seaworthy.security.http.limit;
