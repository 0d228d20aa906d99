package dev.seaworthy.core.deploy.check;

/** How a check ended. */
public enum Status {
    /** What was asked for holds. */
    PASSED,
    /** It holds, and something about it wants a look. */
    WARNED,
    /** It was not asked, on purpose: nothing is known. */
    SKIPPED,
    /** It was asked, and what was measured does not decide: too few requests, for instance. */
    INCONCLUSIVE,
    /** It could not be asked: the check threw, hung, or what it measures with was not there. */
    ERROR,
    /** It does not hold. */
    FAILED;

    /** Whether what was asked for holds: passed or warned. */
    public boolean holds() {
        return this == PASSED || this == WARNED;
    }
}
