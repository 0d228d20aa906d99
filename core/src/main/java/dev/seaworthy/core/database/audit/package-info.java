/**
 * A look at a live database that changes nothing, and says what is wrong, why, and what mends it.
 *
 * <p>Start at {@link dev.seaworthy.core.database.audit.DatabaseAudit}:
 *
 * <pre>{@code
 * AuditReport report = DatabaseAudit.builder().publicRoles("anon", "authenticated").build().run(dataSource);
 * System.out.println(report);
 * }</pre>
 *
 * <p>What is asked, and what is not: docs/decisions/0020-what-the-audit-asks.md.
 */
package dev.seaworthy.core.database.audit;
