package dev.seaworthy.core.schedule;

import java.time.Duration;

/** What becomes of the runs that were due while no node was there, or none had a free thread. */
public enum MissedRuns {
    /** However many were missed, one run makes up for them. */
    RUN_ONCE,
    /** A run that can't begin within {@link #TOLERANCE} of its time waits for the next time. */
    SKIP;

    /** How late a run may begin before it is missed: one minute. */
    public static final Duration TOLERANCE = Duration.ofMinutes(1);
}
