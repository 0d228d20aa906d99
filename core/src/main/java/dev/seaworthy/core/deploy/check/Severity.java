package dev.seaworthy.core.deploy.check;

/** How much what a check finds weighs: see {@link Outcome}. */
public enum Severity {
    /** What is asked for must hold. */
    BLOCKING,
    /** It should hold: somebody looks at it, and nothing waits for that. */
    ADVISORY,
    /** It is measured and shown, and decides nothing: for a check whose limits are not proven yet. */
    DRY_RUN
}
