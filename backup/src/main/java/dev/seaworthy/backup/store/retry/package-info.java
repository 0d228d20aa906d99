/**
 * When a failed request is sent again, whoever it was sent to.
 *
 * <p>Start at {@link dev.seaworthy.backup.store.retry.RetryRules}:
 *
 * <pre>{@code
 * RetryRules rules = options.rules();
 * RetryRules.Attempts attempts = rules.attempts();
 * Optional<Duration> pause = attempts.afterFailure(isOverloaded, Duration.ZERO);
 * }</pre>
 *
 * <p>Not exported.
 */
package dev.seaworthy.backup.store.retry;
