/**
 * One backup of a bucket, from the listing to the snapshot.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.run.BucketRun}:
 *
 * <pre>{@code
 * Snapshot snapshot = new BucketRun(repository, source, ids, limits, streams, progress).run(id, deadline);
 * }</pre>
 *
 * <p>Not exported. One thread walks along the keys and compares; others read and store, as many at once as the limits
 * allow. What a run has stored stays when it fails: its segments tell the next run what need not be read again.
 */
package dev.seaworthy.backup.objects.run;
