package dev.seaworthy.core.config.dotenv;

/** Ends the reading of one assignment, or of the file. Its message is a constant: it never quotes what was read. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String rule) {
        super(rule, null, false, false);
    }

    String rule() {
        return String.valueOf(getMessage());
    }
}
