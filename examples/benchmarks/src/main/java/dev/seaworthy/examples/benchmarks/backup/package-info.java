/**
 * A database that is backed up: how fast, beside the programs that do the same in a shell, and what its fingerprint
 * costs.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.backup.BackupRace} and
 * {@link dev.seaworthy.examples.benchmarks.backup.FingerprintCost}.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.backup;

import org.jspecify.annotations.NullMarked;
