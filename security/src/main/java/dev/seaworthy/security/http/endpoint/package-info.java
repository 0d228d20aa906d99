/**
 * Paths that a service answers by itself: cron triggers and reports of browsers.
 *
 * <p>Start at {@link dev.seaworthy.security.http.endpoint.CronEndpoint} and
 * {@link dev.seaworthy.security.http.endpoint.ViolationEndpoint}:
 *
 * <pre>{@code
 * HttpSecurity.builder()
 *         .endpoint("/api/cron/cleanup", CronEndpoint.of(trigger, settings.cronSecret()))
 *         .endpoint("/csp-reports", ViolationEndpoint.of(reports))
 * }</pre>
 */
package dev.seaworthy.security.http.endpoint;
