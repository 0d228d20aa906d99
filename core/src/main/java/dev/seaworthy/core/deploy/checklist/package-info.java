/**
 * The production checklist as a program: boxes that run, and leave evidence.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.checklist.ProductionChecklist}:
 *
 * <pre>{@code
 * ProductionChecklist checklist = ProductionChecklist.builder()
 *         .check("database", Phase.PRE_DEPLOYMENT, Checks.database(dataSource))
 *         .add(Item.named("backup age").advisory().after("database").check(backupAge))
 *         .add(Item.named("security audit").confirmedBy("security lead", Duration.ofDays(90)))
 *         .build();
 * ChecklistReport report = checklist.run(RunOptions.all().confirmations(Confirmations.read(file)));
 * System.out.print(report.toText());
 * }</pre>
 *
 * <p>What most releases ask, and what asks it. A lambda returns a {@link dev.seaworthy.core.deploy.check.Verdict}; what
 * it calls is of another module, which the application joins:
 *
 * <table>
 * <caption>Twenty boxes</caption>
 * <tr><th>phase<th>box<th>check
 * <tr><td>pre-deployment<td>environment variables configured<td>a lambda that loads the {@code EnvironmentConfig}: one
 *     exception lists all that is wrong
 * <tr><td>pre-deployment<td>certificates provisioned<td>{@link dev.seaworthy.core.deploy.check.ready.TlsCheck}
 * <tr><td>pre-deployment<td>DNS configured<td>{@link dev.seaworthy.core.deploy.check.ready.DnsCheck}
 * <tr><td>pre-deployment<td>migrations tested<td>{@link dev.seaworthy.core.deploy.check.ready.Migrations}, on the
 *     database that they were tested on
 * <tr><td>pre-deployment<td>security audit completed<td>
 *     {@link dev.seaworthy.core.deploy.checklist.Item.Builder#confirmedBy(String, java.time.Duration)}, and a lambda
 *     over the scan of security headers
 * <tr><td>pre-deployment<td>load test performed<td>{@link dev.seaworthy.core.deploy.check.ready.Budget#check} of the
 *     figures of the load test
 * <tr><td>pre-deployment<td>backup strategy tested<td>{@code Checks.notOlderThan}, of the last restore test that
 *     succeeded
 * <tr><td>pre-deployment<td>alerts configured<td>{@link dev.seaworthy.core.deploy.check.ready.Prometheus#atLeast} of
 *     {@code count(ALERTS{alertname="Watchdog"})}, or {@code Checks.file} of the rules
 * <tr><td>deployment<td>database backup created<td>{@code Checks.notOlderThan}, of the newest backup
 * <tr><td>deployment<td>blue-green target present<td>{@link dev.seaworthy.core.deploy.check.ready.SmokeCheck} of the
 *     address of the new side
 * <tr><td>deployment<td>health checks passing<td>a lambda over the {@code HealthReport}, or a {@code SmokeCheck} of its
 *     endpoint, in a {@link dev.seaworthy.core.deploy.check.Sustained}
 * <tr><td>deployment<td>smoke tests passing<td>{@code SmokeCheck}
 * <tr><td>deployment<td>CDN cache purged<td>a lambda over the purge and the {@code CacheProbe} of the CDN
 * <tr><td>deployment<td>TLS verified<td>{@code TlsCheck}, of the public host
 * <tr><td>post-deployment<td>metrics normal<td>{@code Prometheus.atMost} or {@code atLeast}
 * <tr><td>post-deployment<td>error rate acceptable<td>a {@code Budget}, by {@code Prometheus.within} or a
 *     {@link dev.seaworthy.core.deploy.check.metrics.MeterTraffic}, in a {@code Sustained}
 * <tr><td>post-deployment<td>response times within the objective<td>the same, with {@code Budget.p95}
 * <tr><td>post-deployment<td>integrations reachable<td>{@code SmokeCheck} of one request for each, and
 *     {@code Checks.database}
 * <tr><td>post-deployment<td>backup verified<td>a lambda over the {@code RestoreVerdict} of a test restore
 * <tr><td>post-deployment<td>team notified<td>a lambda that tells a {@code Notifier} of {@code core.notify}, advisory
 * </table>
 */
package dev.seaworthy.core.deploy.checklist;
