package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.Optional;

/**
 * What one run backs up of a snapshot to be. Immutable.
 *
 * @param snapshot the id of that
 * @param attempt at a shard; none if there are no shards
 * @param base what is compared with: the newest snapshot when the backup was begun
 */
public record Share(String snapshot, KeyRange range, Optional<Attempt> attempt, Optional<Snapshot> base) {
    /** All of it. */
    static Share all(String snapshot, Optional<Snapshot> base) {
        return new Share(snapshot, KeyRange.ALL, Optional.empty(), base);
    }

    /** After which the numbers of what it stores begin. */
    long numbers() {
        return attempt.map(Attempt::numbers).orElse(0L);
    }

    /** Whether what a run has stored may be what this one goes on with: it began after the base, or is of this. */
    boolean mayGoOnWith(String run) {
        return run.equals(snapshot) || run.compareTo(base.map(Snapshot::id).orElse("")) > 0;
    }

    /** Whether a segment is that of another shard of this snapshot, which has no key of this range. */
    boolean isOfAnother(String run, String segment) {
        return run.equals(snapshot)
                && attempt.filter(own -> own.shard() == Attempt.shardOf(segment))
                        .isEmpty();
    }
}
