/**
 * Fakes for the tests of code that has health checks.
 *
 * <p>Start at {@link dev.seaworthy.monitoring.testing.SettableProbe}:
 *
 * <pre>{@code
 * SettableProbe database = new SettableProbe();
 * HealthCheck health = HealthCheck.builder().critical("database", database).cacheFor(Duration.ZERO).build();
 * database.fail();
 * assertThat(health.report().httpStatus()).isEqualTo(503);
 * }</pre>
 *
 * <p>It starts nothing and waits for nothing but {@link dev.seaworthy.monitoring.testing.SettableProbe#hang()}.
 */
package dev.seaworthy.monitoring.testing;
