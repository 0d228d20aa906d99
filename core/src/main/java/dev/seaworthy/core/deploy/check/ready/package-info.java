/**
 * Ready checks of what most releases ask: DNS, requests, migrations, ages, budgets of errors and time.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.check.ready.Checks}:
 *
 * <pre>{@code
 * Check database = Checks.database(dataSource);
 * Check migrated = Migrations.of(dataSource, Path.of("db/migration"));
 * Check dns = DnsCheck.of("contentmax.example").withIpv4();
 * Check smoke = SmokeCheck.of(SmokeRequest.get(url).body("healthy"), SmokeRequest.get(old).status(308));
 * Check backup = Checks.notOlderThan("The newest backup", Duration.ofHours(6), backups::newest);
 * Check errors = Prometheus.at(prometheus).within(Budget.errorRate(0.01), requests, failed);
 * }</pre>
 */
package dev.seaworthy.core.deploy.check.ready;
