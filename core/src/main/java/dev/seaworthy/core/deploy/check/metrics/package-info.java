/**
 * Budgets of errors and time, measured by Micrometer, which must be on the class path.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.check.metrics.MeterTraffic}:
 *
 * <pre>{@code
 * MeterTraffic traffic = MeterTraffic.of(registry, "http.server.requests", "outcome", "SERVER_ERROR");
 * Check errors = Budget.errorRate(0.01).p95(Duration.ofMillis(500)).check(traffic);
 * }</pre>
 */
package dev.seaworthy.core.deploy.check.metrics;
