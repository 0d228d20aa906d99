package dev.seaworthy.core.notify;

/** How much a notice matters: the four of PagerDuty's common event format. */
public enum Severity {
    /** Worth knowing; nothing is wrong. */
    INFO,
    /** Something wants a look in working hours. */
    WARNING,
    /** Something is broken. */
    ERROR,
    /** Something is broken, and cannot wait. */
    CRITICAL
}
