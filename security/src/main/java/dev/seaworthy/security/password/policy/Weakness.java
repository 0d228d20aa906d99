package dev.seaworthy.security.password.policy;

/**
 * Why a password is refused.
 *
 * @param message for whoever chose it; holds nothing of the password
 */
public record Weakness(Rule rule, String message) {
    /** Which rule was not met. */
    public enum Rule {
        TOO_SHORT,
        /** More than the bytes that are hashed. */
        TOO_LONG,
        /** On a list of those that everyone chooses. */
        COMMON,
        /** A piece over and over, or nothing but rows of the alphabet, of digits or of the keyboard. */
        PATTERN,
        /** Mostly words that an attacker knows, such as the user's name or the service's. */
        CONTEXT,
        /** Known from a breach elsewhere. */
        BREACHED
    }
}
