package dev.seaworthy.cdn.expression;

/** A field that is itself true or false. */
record Flag(FieldName field) implements Node {
    @Override
    public String text() {
        return field.text();
    }

    @Override
    public Match match(SampleRequest request) {
        return request.flag(field);
    }
}
