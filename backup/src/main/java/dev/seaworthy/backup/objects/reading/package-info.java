/**
 * Reads the snapshots of a bucket: restores, verifies and compares them, and opens single objects.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.reading.SnapshotReader}:
 *
 * <pre>{@code
 * SnapshotReader reader = new SnapshotReader(repository, ids, clock, random);
 * RestoreReport report = reader.restore(id, Optional.of(identity), target, RestoreOptions.standard());
 * }</pre>
 *
 * <p>Not exported. It holds one segment of a snapshot at a time, or two where two are compared, and writes nothing to
 * the store.
 */
package dev.seaworthy.backup.objects.reading;
