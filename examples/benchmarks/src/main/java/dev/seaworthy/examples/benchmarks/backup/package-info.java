/**
 * A database that is backed up: what its fingerprint costs.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.backup.FingerprintCost}.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.backup;

import org.jspecify.annotations.NullMarked;
