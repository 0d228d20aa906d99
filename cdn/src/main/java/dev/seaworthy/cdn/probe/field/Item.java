package dev.seaworthy.cdn.probe.field;

import java.util.Map;
import java.util.Optional;

/**
 * A structured field's item with its parameters (RFC 8941, section 3.3). Immutable.
 *
 * @param value a {@link String} for a string, a {@link Token}, a {@link Long}, a {@link java.math.BigDecimal}, a
 *     {@link Boolean}, a {@link Bytes} or, for an inner list, a {@link java.util.List} of items
 * @param parameters each value one of the above but a list
 */
record Item(Object value, Map<String, Object> parameters) {
    /** A word without quotes. */
    record Token(String text) {}

    /** A byte sequence, still in base64. */
    record Bytes(String base64) {}

    /** The text of a token or a string; empty if the parameter is absent or something else. */
    Optional<String> text(String parameter) {
        return textOf(parameters.get(parameter));
    }

    Optional<Long> integer(String parameter) {
        return parameters.get(parameter) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** Whether the parameter is there and true. */
    boolean is(String parameter) {
        return Boolean.TRUE.equals(parameters.get(parameter));
    }

    static Optional<String> textOf(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Token token) {
            return Optional.of(token.text());
        }
        return value instanceof String string ? Optional.of(string) : Optional.empty();
    }
}
