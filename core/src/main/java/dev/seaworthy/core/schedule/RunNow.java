package dev.seaworthy.core.schedule;

/** What came of {@link Jobs#runNow}. */
public enum RunNow {
    /** The job is due now; a free thread of a node takes it. */
    STARTED,
    /** The job runs, or was due and is about to. Nothing was changed. */
    ALREADY_RUNNING
}
