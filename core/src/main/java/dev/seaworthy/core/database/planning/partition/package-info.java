/**
 * Partitions by time: ahead of time, past their age, and of a table that has none yet.
 *
 * <p>Start at {@link dev.seaworthy.core.database.planning.partition.TimePartitionsPlanner}:
 *
 * <pre>{@code
 * new TimePartitionsPlanner(survey, desired).plan();
 * }</pre>
 */
package dev.seaworthy.core.database.planning.partition;
