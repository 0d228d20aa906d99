/**
 * One backup of a bucket that several nodes make together: what they tell one another of it in the store.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.shard.SharedRuns}:
 *
 * <pre>{@code
 * SharedRuns runs = new SharedRuns(repository);
 * runs.publish(plan);
 * Attempt attempt = runs.claim(plan, 3);
 * runs.keep(plan, 3, new BucketRun(…).part(share));
 * Optional<Snapshot> snapshot = new Joining(repository, runs).join(plan, deadline);
 * }</pre>
 *
 * <p>Not exported. All lies under {@code runs/<id>/}, by the id of the snapshot to be, and nothing there is ever
 * replaced; why that is enough without a lock is in decision 0043. It has no schedule and starts no work.
 */
package dev.seaworthy.backup.objects.shard;
