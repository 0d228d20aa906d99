/**
 * What a component of a record declares beside its type: the variable, a default, how its text is written.
 *
 * <p>Start at {@link dev.seaworthy.core.config.annotation.Variable}:
 *
 * <pre>{@code
 * record Limits(
 *         @Default("100") int rateLimitRequests, // RATE_LIMIT_REQUESTS
 *         @Variable("RATE_LIMIT_WINDOW_MS") @Unit(MILLIS) @Default("60000") Duration window,
 *         @Base64Bytes(32) SecretBytes sessionKey,
 *         @Separator(";") List<Path> folders,
 *         @Json Map<String, Integer> weights) {}
 * }</pre>
 *
 * <p>Rules that a value must keep are in {@link dev.seaworthy.core.config.constraint} and in Jakarta Validation.
 */
package dev.seaworthy.core.config.annotation;
