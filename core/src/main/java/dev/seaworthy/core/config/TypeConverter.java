package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.TextTypes;
import java.util.Objects;
import java.util.function.Function;

/**
 * How text becomes a type of yours.
 *
 * @param rule what a text must be, such as {@code must be an amount like 12.50 EUR}; shown when {@code parse} refuses
 * @param parse refuses by an unchecked exception, which is shown to nobody, as it may quote a secret
 */
public record TypeConverter<T>(Class<T> type, String rule, Function<String, ? extends T> parse) {
    public TypeConverter {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(parse, "parse");
    }

    TextTypes addTo(TextTypes types) {
        return types.with(type, rule, parse);
    }
}
