package dev.seaworthy.core.config.convert;

/** A text that a converter does not take. Its message is the rule; it has no cause, which would quote the text. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    public Refusal(String rule) {
        super(rule, null, false, false);
    }

    public String rule() {
        return String.valueOf(getMessage());
    }
}
