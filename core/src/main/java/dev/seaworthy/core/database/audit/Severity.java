package dev.seaworthy.core.database.audit;

/** How much a finding matters, worst first. */
public enum Severity {
    /** Data is open to the wrong people, or is about to be lost or refused: act today. */
    CRITICAL,

    /** It will hurt under load, at the next failure, or at the next attack: plan it. */
    WARNING,

    /** It costs something, or can't be judged without you. */
    ADVICE
}
