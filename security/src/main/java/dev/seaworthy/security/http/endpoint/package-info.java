/**
 * Paths that a service answers by itself: cron triggers, webhooks and reports of browsers.
 *
 * <p>Start at {@link dev.seaworthy.security.http.endpoint.CronEndpoint},
 * {@link dev.seaworthy.security.http.endpoint.WebhookEndpoint} and
 * {@link dev.seaworthy.security.http.endpoint.ViolationEndpoint}:
 *
 * <pre>{@code
 * HttpSecurity.builder()
 *         .endpoint("/api/cron/cleanup", CronEndpoint.of(trigger, settings.cronSecret()))
 *         .endpoint("/api/webhooks/stripe", WebhookEndpoint.of(WebhookSignatures.stripe(secret), receiver))
 *         .endpoint("/csp-reports", ViolationEndpoint.of(reports))
 * }</pre>
 */
package dev.seaworthy.security.http.endpoint;
