package dev.seaworthy.cdn.expression;

/** A text that is Cloudflare's to judge. */
record Raw(String text) implements Node {
    @Override
    public String inner() {
        return "(" + text + ")";
    }

    @Override
    public Match match(SampleRequest request) {
        return Match.UNKNOWN;
    }
}
