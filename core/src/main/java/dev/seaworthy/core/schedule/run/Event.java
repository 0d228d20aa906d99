package dev.seaworthy.core.schedule.run;

/** What happens to jobs besides their runs. */
public enum Event {
    RETRIED,
    GAVE_UP,
    MISSED,
    /** Its node died, and it is due again. */
    TAKEN_OVER
}
