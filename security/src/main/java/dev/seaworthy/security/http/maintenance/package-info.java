/**
 * One switch that closes a service, but for its health and whom it names.
 *
 * <p>Start at {@link dev.seaworthy.security.http.maintenance.MaintenanceMode}:
 *
 * <pre>{@code
 * MaintenanceMode.when(() -> environment.values().maintenanceMode())
 *         .retryAfter(Duration.ofMinutes(10))
 *         .openPaths("/health", "/api/cron/")
 *         .openTo("203.0.113.0/24")
 *         .build();
 * }</pre>
 *
 * <p>Give it to {@code HttpSecurity.builder().maintenance(mode)}; preflights are answered before it.
 */
package dev.seaworthy.security.http.maintenance;
