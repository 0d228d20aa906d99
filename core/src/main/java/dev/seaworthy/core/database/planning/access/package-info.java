/**
 * Who may do what: roles, grants, and the row-level security of tables.
 *
 * <p>Start at {@link dev.seaworthy.core.database.planning.access.RowLevelSecurityPlanner}:
 *
 * <pre>{@code
 * new RowLevelSecurityPlanner(survey).plan(desired.rowLevelSecurity(), desired.roleNames());
 * }</pre>
 */
package dev.seaworthy.core.database.planning.access;
