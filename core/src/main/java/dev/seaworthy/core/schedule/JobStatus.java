package dev.seaworthy.core.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * How a job stands, or one piece of data of a one-time job. Immutable.
 *
 * @param id the piece of data of a one-time job; absent for a job with a schedule
 * @param nextRun when it is due; absent once it has failed for good
 * @param lastRun when its last run began that has ended
 * @param lastError of its last run that failed: the class and the first line of the message, at most 300 characters
 */
public record JobStatus(
        String name,
        Optional<String> id,
        State state,
        Optional<Instant> nextRun,
        Optional<Instant> lastRun,
        Optional<Instant> lastSuccess,
        Optional<String> lastError) {
    /** What it does now. */
    public enum State {
        WAITING,
        RUNNING,
        /** A one-time job whose retries are used up. It is kept for 14 days, and can be enqueued again. */
        FAILED,
        /** It is in the table and not declared here: another release's, which this node lets be. */
        UNDECLARED
    }
}
