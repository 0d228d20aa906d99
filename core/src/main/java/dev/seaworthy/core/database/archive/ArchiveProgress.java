package dev.seaworthy.core.database.archive;

import java.time.Duration;

/**
 * How far a run is, after each batch. Immutable.
 *
 * @param moved rows since the run began, all of them committed
 * @param estimatedRest rows still to go, by the planner's estimate at the run's beginning; never negative
 * @param elapsed since the run began, pauses included
 */
public record ArchiveProgress(long moved, int batches, long estimatedRest, Duration elapsed) {
    /** Over the whole run, pauses included; 0 before any time has passed. */
    public double rowsPerSecond() {
        return perSecond(moved, elapsed);
    }

    static double perSecond(long rows, Duration elapsed) {
        return elapsed.isZero() ? 0 : rows * 1e9 / elapsed.toNanos();
    }
}
