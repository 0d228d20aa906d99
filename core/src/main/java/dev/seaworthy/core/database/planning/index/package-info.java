/**
 * Indexes, of plain tables and of partitioned ones.
 *
 * <p>Start at {@link dev.seaworthy.core.database.planning.index.IndexPlanner}:
 *
 * <pre>{@code
 * new IndexPlanner(survey).plan(desired.indexes());
 * }</pre>
 */
package dev.seaworthy.core.database.planning.index;
