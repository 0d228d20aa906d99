package dev.seaworthy.core.config;

import java.util.function.Predicate;

/** A rule of a setting that is declared in code. */
record Check<T>(String rule, Predicate<? super T> holds) {
    /**
     * A predicate that throws, be it a checked exception by other languages, does not hold; its message could quote the
     * value.
     */
    @SuppressWarnings("unchecked") // checks are kept beside the setting whose values they take
    boolean isBrokenBy(Object value) {
        try {
            return !holds.test((T) value);
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            return true;
        }
    }
}
