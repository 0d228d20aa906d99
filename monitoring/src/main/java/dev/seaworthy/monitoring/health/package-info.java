/**
 * Health checks that answer in time, whatever they ask.
 *
 * <p>Start at {@link dev.seaworthy.monitoring.health.HealthCheck}:
 *
 * <pre>{@code
 * HealthCheck health = HealthCheck.builder()
 *         .critical("database", Probes.jdbc(dataSource))
 *         .critical("redis", Probes.redis("localhost", 6379))
 *         .degrading("openai", Probes.http(client, uri))
 *         .build();
 * HealthReport now = health.report();
 * response.setStatus(now.httpStatus());
 * response.getWriter().write(now.toJson());
 * }</pre>
 *
 * <p>It has no endpoint of its own and asks only when asked.
 */
package dev.seaworthy.monitoring.health;
