/**
 * Whether the rows of a database and the objects of a bucket belong together.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.references.ReferenceCheck}:
 *
 * <pre>{@code
 * ReferenceCheck check = ReferenceCheck.of(
 *         dataSource, "SELECT name, created_at FROM storage.objects WHERE bucket_id = 'user-uploads'");
 * ReferenceReport report = check.compare(uploads.entries(id, ""), settledBefore);
 * }</pre>
 */
package dev.seaworthy.backup.objects.references;
