package dev.seaworthy.cdn.probe.verdict;

/** How bad a finding is, the worst first. */
public enum Severity {
    /** Visitors get what is another visitor's. */
    CRITICAL,
    /** What was declared is not so. */
    HIGH,
    /** It works, and not as well or as long as it looks. */
    MEDIUM,
    /** It should be better. */
    LOW,
    /** Worth knowing. */
    NOTE,
    /** As declared. */
    OK;

    /** Whether it is as bad as {@code other}, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
