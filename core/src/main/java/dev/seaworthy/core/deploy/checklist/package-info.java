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
 */
package dev.seaworthy.core.deploy.checklist;
