package dev.seaworthy.security.csp.audit;

/** How bad a finding is, the worst first; the scale of Google's CSP Evaluator. */
public enum Severity {
    /** The policy does not stop cross-site scripting. */
    HIGH,
    /** Browsers do not read what was written as it was meant. */
    SYNTAX,
    MEDIUM,
    /** High, if what can't be seen from the policy is as feared. */
    HIGH_MAYBE,
    /** A strict policy (nonces or hashes, and strict-dynamic) would be better, or would serve older browsers. */
    STRICT_CSP,
    MEDIUM_MAYBE,
    /** Good to know. */
    INFO,
    LOW,
    LOW_MAYBE,
    /** No fault. */
    NONE;

    /** Whether it is as bad as {@code other}, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
