/**
 * A database that is set up, asked and emptied of old rows: how long plans and audits take, how long clients wait
 * meanwhile, and how many rows a second an archive move takes.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.database.ArchiveMoves}.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.database;

import org.jspecify.annotations.NullMarked;
