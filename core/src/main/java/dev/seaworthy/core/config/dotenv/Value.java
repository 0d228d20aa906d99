package dev.seaworthy.core.config.dotenv;

/** What an assignment says, without its quotes. */
record Value(String text, boolean literal) {
    static Value literal(String text) {
        return new Value(text, true);
    }

    static Value open(String text) {
        return new Value(text, false);
    }

    @Override
    public String toString() {
        return "Value";
    }
}
