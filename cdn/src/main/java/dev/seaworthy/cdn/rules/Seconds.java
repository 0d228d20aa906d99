package dev.seaworthy.cdn.rules;

import java.time.Duration;

/** Times that are sent in whole seconds. */
final class Seconds {
    private Seconds() {}

    /** @throws IllegalArgumentException unless it is whole seconds, one or more */
    static Duration positive(String what, Duration time) {
        if (time.isZero() || time.isNegative() || time.toNanosPart() != 0) {
            throw new IllegalArgumentException(what + " must be whole seconds, one or more: " + time);
        }
        return time;
    }
}
