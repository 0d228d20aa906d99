/**
 * The table that rows are archived to: as closed as its source, and by time.
 *
 * <p>Start at {@link dev.seaworthy.core.database.planning.archive.ArchiveTablePlanner}:
 *
 * <pre>{@code
 * new ArchiveTablePlanner(survey, desired).plan();
 * }</pre>
 */
package dev.seaworthy.core.database.planning.archive;
