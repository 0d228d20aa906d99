package dev.seaworthy.cdn.expression;

/**
 * What is compared: a field, the values of a header or a cookie by its name, or either in small letters.
 *
 * @param key the name of a header or cookie; empty for other fields
 */
record Subject(FieldName field, String key, boolean lower) {
    static Subject of(FieldName field) {
        return new Subject(field, "", false);
    }

    boolean isList() {
        return field.kind() == Kind.NAMED_TEXTS;
    }

    String text() {
        String plain = isList() ? field.text() + "[" + Quoted.escape(key) + "][*]" : field.text();
        if (!lower) {
            return plain;
        }
        return isList() ? "lower(" + plain + ")[*]" : "lower(" + plain + ")";
    }
}
