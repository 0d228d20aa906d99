/**
 * What one asks of the snapshots of a bucket, and what one is told.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.snapshot.RestoreOptions},
 * {@link dev.seaworthy.backup.objects.snapshot.Sample} and {@link dev.seaworthy.backup.objects.snapshot.KeyFilter}:
 *
 * <pre>{@code
 * RestoreOptions options = RestoreOptions.builder().only(KeyFilter.prefix("invoices/")).build();
 * Sample tenth = Sample.share(0.1);
 * }</pre>
 */
package dev.seaworthy.backup.objects.snapshot;
