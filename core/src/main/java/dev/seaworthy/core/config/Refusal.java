package dev.seaworthy.core.config;

/** A text that a converter does not take. Its message is the rule; it has no cause, which would quote the text. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String rule) {
        super(rule, null, false, false);
    }

    String rule() {
        return String.valueOf(getMessage());
    }
}
