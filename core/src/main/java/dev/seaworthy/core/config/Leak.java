package dev.seaworthy.core.config;

/** Guards what others write: the message that a user's validator composes. */
final class Leak {
    private static final int WINDOW = 4;

    private Leak() {}

    /** Whether a message holds four characters in a row of a value that must not be shown. */
    static boolean isIn(Constraints.Violation violation, Reading reading) {
        return violation.composed()
                && reading.isMasked()
                && reading.text().map(text -> isIn(violation.rule(), text)).orElse(false);
    }

    private static boolean isIn(String message, String secret) {
        for (int i = 0; i + WINDOW <= secret.length(); i++) {
            if (message.contains(secret.substring(i, i + WINDOW))) {
                return true;
            }
        }
        return false;
    }
}
