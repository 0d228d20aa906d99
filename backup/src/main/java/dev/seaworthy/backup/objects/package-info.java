/**
 * Backups of buckets: each content stored once, snapshots that share what did not change.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.PruneReport}, which tells what stays and what goes.
 */
package dev.seaworthy.backup.objects;
