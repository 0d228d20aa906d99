/**
 * Cloudflare's API v4 over HTTP: calls, answers, failures, and when a call is made again.
 *
 * <p>Start at {@link dev.seaworthy.cdn.cloudflare.api.Api}:
 *
 * <pre>{@code
 * Envelope answer = api.send(Call.get("zone", "zones/" + zone));
 * }</pre>
 *
 * <p>Not exported. It knows no purge and no rule.
 */
package dev.seaworthy.cdn.cloudflare.api;
