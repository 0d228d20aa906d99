/**
 * How this module handles what opens a door: keys of APIs, tokens of cron triggers, signatures of webhooks. Shared
 * inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.security.secret.ConstantTime}:
 *
 * <pre>{@code
 * ConstantTime.isAnyOf(digests, Sha256.of(token))
 * }</pre>
 */
package dev.seaworthy.security.secret;
