/**
 * Compares declarations with a database, by meaning: PostgreSQL's own way to write a definition decides.
 *
 * <p>Start at {@link dev.seaworthy.core.database.planning.Planner}:
 *
 * <pre>{@code
 * DatabasePlan plan = new Planner(desired).plan(session);
 * }</pre>
 */
package dev.seaworthy.core.database.planning;
