package dev.seaworthy.core.config.convert;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a text becomes a value of one type. */
@FunctionalInterface
public interface Converter<T> {
    T convert(String text) throws Refusal;

    /**
     * Refuses by {@code rule} where {@code parse} throws or gives null. The cause is dropped: it may quote the text.
     */
    static <T> Converter<T> parsing(String rule, Function<String, ? extends @Nullable T> parse) {
        return text -> {
            T value = tried(rule, parse, text);
            if (value == null) {
                throw new Refusal(rule);
            }
            return value;
        };
    }

    private static <T> @Nullable T tried(String rule, Function<String, ? extends @Nullable T> parse, String text)
            throws Refusal {
        try {
            return parse.apply(text);
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            throw new Refusal(rule);
        }
    }
}
