package dev.seaworthy.security.ratelimit;

import java.time.Duration;

/**
 * What one policy leaves to a key. Immutable.
 *
 * @param remaining what may be consumed at once, never negative
 * @param more when more is there: for a policy that refused, when what was asked for is; zero if nothing is missing, or
 *     no time brings it
 * @param violated whether this policy refused
 */
public record Quota(RatePolicy policy, long remaining, Duration more, boolean violated) {}
