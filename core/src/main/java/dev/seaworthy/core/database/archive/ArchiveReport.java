package dev.seaworthy.core.database.archive;

import java.time.Duration;
import java.time.Instant;

/**
 * What a run has done. Immutable.
 *
 * @param moved rows, all of them committed
 * @param remaining eligible rows that were there when the run ended by {@link Ending#ROWS_LEFT}; else 0, which says
 *     nothing of what is left
 * @param cutOff the one that the whole run went by
 * @param elapsed pauses included, {@code VACUUM} left out
 * @param vacuumed whether {@code VACUUM (ANALYZE)} of the source followed: false if it failed or the role may not;
 *     without it the space of the moved rows is used again only after autovacuum's next visit
 */
public record ArchiveReport(
        long moved, int batches, long remaining, Instant cutOff, Duration elapsed, Ending ending, boolean vacuumed) {

    /** Over the whole run, pauses included; 0 if no time has passed. */
    public double rowsPerSecond() {
        return ArchiveProgress.perSecond(moved, elapsed);
    }

    /** Whether no eligible row was left. */
    public boolean isDone() {
        return ending == Ending.DONE;
    }

    ArchiveReport withVacuum() {
        return new ArchiveReport(moved, batches, remaining, cutOff, elapsed, ending, true);
    }

    /** Why a run ended. Whatever it was, the next run takes what is left. */
    public enum Ending {
        /** No eligible row was left. */
        DONE,
        /**
         * What was left couldn't be moved: others had locked the rows, or changed or added them during the last batch.
         */
        ROWS_LEFT,
        /** As many rows as were allowed are moved. */
        ROW_LIMIT,
        /** The time that was allowed is over. */
        TIME_LIMIT,
        /** A replica stayed further behind than allowed until the time was over. */
        REPLICA_BEHIND,
        /** Another mover of the same archive is at work, and this one did nothing. */
        ALREADY_RUNNING,
        /** The thread was interrupted, which its flag says again. */
        INTERRUPTED
    }
}
