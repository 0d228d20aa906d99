package dev.seaworthy.core.schedule;

/** What came of {@link Jobs#enqueue}. */
public enum Enqueued {
    /** It is due now, in place of one of this id that had failed for good, if there was one. */
    ENQUEUED,
    /** One of this id waits or runs. It keeps its data; what was given now is dropped. */
    ALREADY_THERE
}
