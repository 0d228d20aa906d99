/**
 * What no snapshot of a bucket needs any more is deleted, while backups run on other nodes and without a lock.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.garbage.GarbageCollector}:
 *
 * <pre>{@code
 * GarbageCollector garbage = new GarbageCollector(repository, Duration.ofDays(1), clock, new TimeIds(random));
 * Collected collected = garbage.collect(limit);
 * }</pre>
 *
 * <p>Not exported. A content is first condemned, by a mark beside it, and deleted by a later collection. The rules, and
 * why they hold, are in decision 0041. It decides on no snapshot.
 */
package dev.seaworthy.backup.objects.garbage;
