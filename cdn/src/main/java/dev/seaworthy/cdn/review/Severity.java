package dev.seaworthy.cdn.review;

/** How bad a finding is, the worst first. */
public enum Severity {
    /** One visitor's data may reach another, or nobody reaches the site. */
    HIGH,
    /** It does not do what it was meant for, in cases that happen. */
    MEDIUM,
    LOW,
    /** Good to know. */
    NOTE;

    /** Whether it is as bad as {@code other}, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
