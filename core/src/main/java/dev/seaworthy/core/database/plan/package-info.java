/**
 * What would change in a database: changes, their steps, and the locks of each.
 *
 * <p>Start at {@link dev.seaworthy.core.database.plan.DatabasePlan}:
 *
 * <pre>{@code
 * DatabasePlan plan = setup.plan(dataSource);
 * System.out.println(plan);
 * setup.apply(plan.allow("drop index public.idx_old"), dataSource);
 * }</pre>
 */
package dev.seaworthy.core.database.plan;
