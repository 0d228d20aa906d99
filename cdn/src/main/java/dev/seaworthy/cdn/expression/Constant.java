package dev.seaworthy.cdn.expression;

/** {@code true} or {@code false}. */
record Constant(boolean value) implements Node {
    @Override
    public String text() {
        return Boolean.toString(value);
    }

    @Override
    public Match match(SampleRequest request) {
        return Match.of(value);
    }
}
