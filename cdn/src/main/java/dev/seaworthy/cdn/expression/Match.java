package dev.seaworthy.cdn.expression;

/** Whether an expression holds for a request, as far as both are known. */
public enum Match {
    YES,
    NO,
    /** It hangs on a raw text, a regular expression, or something that the sample does not say. */
    UNKNOWN;

    static Match of(boolean holds) {
        return holds ? YES : NO;
    }

    public boolean isYes() {
        return this == YES;
    }

    /** Whether it may hold: yes, or unknown. */
    public boolean isPossible() {
        return this != NO;
    }

    Match and(Match other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : UNKNOWN;
    }

    Match negated() {
        if (this == UNKNOWN) {
            return UNKNOWN;
        }
        return of(this == NO);
    }
}
