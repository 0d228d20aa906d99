/**
 * What is done to a database again and again: vacuum, reindex, archive, partitions.
 *
 * <p>Start at {@link dev.seaworthy.core.database.maintenance.Maintenance}:
 *
 * <pre>{@code
 * Maintenance.vacuumAnalyze("daily-vacuum", "0 2 * * *", "content", "templates")
 * }</pre>
 */
package dev.seaworthy.core.database.maintenance;
