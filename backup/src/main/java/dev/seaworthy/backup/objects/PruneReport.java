package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.garbage.Collected;
import dev.seaworthy.backup.retention.RetentionPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which snapshots have gone, and what that has freed, or would. Immutable.
 *
 * <p>A content that nothing needs any more is condemned first, and deleted by a later prune, when no run that was under
 * way can need it any more: more than {@code abandonedAfter} later.
 *
 * @param plan what becomes of each snapshot, and why
 * @param pruned the ids of the snapshots that are gone, the oldest first; of a plan, those that would be
 * @param condemned what is to be deleted, since this prune
 * @param waiting what is to be deleted, since an earlier one
 * @param deleted what is gone
 * @param locked what would be gone if the store did not hold it by Object Lock
 * @param uploads how many that never ended were discarded
 * @param extendedLocks of how many objects that locked snapshots need the lock lasts longer than before
 * @param problems why snapshots or single objects stay that should have gone, the first of them; the next prune tries
 *     again
 * @param stopped why garbage was not collected, or not to the end, although nothing failed: a snapshot that cannot be
 *     read, a clock that is wrong; empty if it was
 */
public record PruneReport(
        RetentionPlan plan,
        List<String> pruned,
        Amount condemned,
        Amount waiting,
        Amount deleted,
        Amount locked,
        int uploads,
        long extendedLocks,
        List<String> problems,
        Optional<String> stopped) {
    public PruneReport {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(stopped, "stopped");
        pruned = List.copyOf(pruned);
        problems = List.copyOf(problems);
    }

    /** So many objects of the store, which have so many bytes. Immutable. */
    public record Amount(long objects, long bytes) {
        private static Amount of(dev.seaworthy.backup.objects.garbage.Amount amount) {
            return new Amount(amount.objects(), amount.bytes());
        }
    }

    static PruneReport of(RetentionPlan plan, List<String> pruned, List<String> problems, Collected garbage) {
        return new PruneReport(
                plan,
                pruned,
                Amount.of(garbage.condemned()),
                Amount.of(garbage.waiting()),
                Amount.of(garbage.deleted()),
                Amount.of(garbage.locked()),
                garbage.uploads(),
                garbage.extended(),
                Stream.concat(problems.stream(), garbage.problems().stream()).toList(),
                garbage.stopped());
    }

    /** Whether all was done that was to be done. */
    public boolean isComplete() {
        return problems.isEmpty() && stopped.isEmpty();
    }
}
