/**
 * A database or a bucket that is backed up: how fast, beside the programs that do the same in a shell, and what the
 * fingerprint of a database costs.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.backup.BackupRace},
 * {@link dev.seaworthy.examples.benchmarks.backup.BucketRace} and
 * {@link dev.seaworthy.examples.benchmarks.backup.FingerprintCost}.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.backup;

import org.jspecify.annotations.NullMarked;
