package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.TimeLimit;
import java.time.Duration;
import java.time.Instant;

/**
 * One collection: its time, and what it has done so far.
 *
 * @param own the time of this node
 * @param ofStore the time of the store, by which marks are dated
 * @param grace how old something must be
 * @param dry whether it only tells what it would do
 */
record Round(Instant own, Instant ofStore, Duration grace, boolean dry, Tally tally, TimeLimit limit) {
    /** Whether a run that has not ended never will. */
    boolean isOver(String run) {
        return TimeIds.time(run).filter(own.minus(grace)::isAfter).isPresent();
    }

    /** Whether each run from before has ended. */
    boolean isOver(Instant condemned) {
        return !condemned.plus(grace).isAfter(ofStore);
    }

    void requireTime() {
        limit.end().ifPresent(end -> {
            throw new StoppedException(end, null);
        });
    }
}
