package dev.seaworthy.core.deploy.release;

/** How a release, or the call that was to move it, ended. */
public enum ReleaseStatus {
    /** All steps are done. */
    RELEASED,
    /** This version is the one that was released last: nothing was done. */
    ALREADY_RELEASED,
    /**
     * A step failed, or it was asked for: all that was begun and has an undo is undone. What has none is told by
     * {@link ReleaseOutcome#withoutUndo}.
     */
    ROLLED_BACK,
    /**
     * The same, and something could not be undone, or a step that heeds no interrupt may still act:
     * {@link Release#rollBack} tries that again.
     */
    ROLLBACK_INCOMPLETE,
    /**
     * A step failed beyond the point of no return: nothing is undone, and a person decides between
     * {@link Release#resume} and {@link Release#settle}.
     */
    HALTED,
    /** It waits for {@link Release#approve}, and goes on by {@link Release#resume}. */
    AWAITING_APPROVAL,
    /** The calling thread was interrupted: it stands where it was, to be resumed or rolled back. */
    INTERRUPTED,
    /** Nothing was done, for a reason that the outcome tells. */
    REFUSED
}
