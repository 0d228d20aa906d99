/**
 * Moving old rows: Seaworthy's batches beside one {@code INSERT … SELECT; DELETE}.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.database.ArchiveMoves}.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.database;

import org.jspecify.annotations.NullMarked;
