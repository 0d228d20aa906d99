package dev.seaworthy.core.schedule.run;

/** How a run ended. */
public enum Ending {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    /** The data is not of the job's type; another try would not be better. */
    BAD_DATA,
    /** By the end of this node. */
    INTERRUPTED,
    /** Its heartbeat did not come through: it was taken over, or was about to be. */
    OVERTAKEN
}
