package dev.seaworthy.core.config.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Several values in one text. What is read is immutable and in the order of the text. */
final class Series {
    private Series() {}

    static TextType list(TextType element, Format format) {
        return of("list", element, format, text -> Collections.unmodifiableList(elements(text, element, format)));
    }

    static TextType set(TextType element, Format format) {
        return of("set", element, format, text -> {
            Set<Object> values = new LinkedHashSet<>();
            for (Object value : elements(text, element, format)) {
                if (!values.add(value)) {
                    throw new Refusal("must hold no element twice; number " + (values.size() + 1) + " is");
                }
            }
            return Collections.unmodifiableSet(values);
        });
    }

    static TextType map(TextType key, TextType value, Format format) {
        String rule = "must be key%svalue with %s between them; each key %s; each value %s"
                .formatted(format.keyValueSeparator(), quoted(format.separator()), key.rule(), value.rule());
        List<String> separators = List.of(format.separator(), format.keyValueSeparator());
        Optional<String> example = key.example()
                .flatMap(left -> value.example()
                        .map(right -> Splitting.escape(left, separators)
                                + format.keyValueSeparator()
                                + Splitting.escape(right, separators)));
        return new TextType(
                "map of " + key.label() + " to " + value.label(),
                rule,
                example,
                Map.of("type", "string"),
                key.secret() || value.secret(),
                true,
                key.textual() || value.textual(),
                text -> entries(text, key, value, format));
    }

    private static TextType of(String kind, TextType element, Format format, Converter<?> converter) {
        return new TextType(
                kind + " of " + element.label(),
                "must be a %s with %s between its elements; each %s"
                        .formatted(kind, quoted(format.separator()), element.rule()),
                element.example().map(example -> Splitting.escape(example, List.of(format.separator()))),
                Map.of("type", "string"),
                element.secret(),
                true,
                element.textual(),
                converter);
    }

    private static List<Object> elements(String text, TextType element, Format format) throws Refusal {
        List<Object> values = new ArrayList<>();
        for (List<String> parts : Splitting.elements(text, format.separator())) {
            values.add(converted(parts.get(0), element, "element " + (values.size() + 1)));
        }
        return values;
    }

    private static Map<Object, Object> entries(String text, TextType key, TextType value, Format format)
            throws Refusal {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (List<String> parts : Splitting.entries(text, format.separator(), format.keyValueSeparator())) {
            int number = values.size() + 1;
            if (parts.size() < 2) {
                throw new Refusal("entry %d must be key%svalue".formatted(number, format.keyValueSeparator()));
            }
            Object name = converted(parts.get(0), key, "the key of entry " + number);
            if (values.put(name, converted(parts.get(1), value, "the value of entry " + number)) != null) {
                throw new Refusal("must hold no key twice; that of entry " + number + " is");
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static Object converted(String text, TextType type, String subject) throws Refusal {
        try {
            return type.convert(text);
        } catch (Refusal refusal) {
            throw new Refusal(subject + " " + refusal.rule());
        }
    }

    private static String quoted(String separator) {
        return "\"" + separator + "\"";
    }
}
