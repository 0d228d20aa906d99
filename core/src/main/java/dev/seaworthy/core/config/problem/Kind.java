package dev.seaworthy.core.config.problem;

/** The groups of a report, in its order. */
public enum Kind {
    /** A source can't be read, or contradicts itself. */
    UNREADABLE,
    MISSING,
    INVALID,
    /** Set, but declared by nobody. */
    UNKNOWN,
    /** Well formed, but not what production should run on. */
    SUSPICIOUS
}
