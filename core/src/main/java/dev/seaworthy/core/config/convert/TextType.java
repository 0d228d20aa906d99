package dev.seaworthy.core.config.convert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How values of one type are written as text. Immutable.
 *
 * @param label its short name in a table
 * @param rule what a {@link Refusal} says: "must be …", never the value
 * @param example a text that the converter takes; empty for secrets, and where none is known
 * @param jsonSchema a fragment of JSON Schema 2020-12 about the text; it takes whatever the converter takes
 * @param secret the value must not be shown
 * @param takesEmpty the empty text is a value
 * @param textual free text, where a placeholder such as {@code changeme} could hide
 */
public record TextType(
        String label,
        String rule,
        Optional<String> example,
        Map<String, Object> jsonSchema,
        boolean secret,
        boolean takesEmpty,
        boolean textual,
        Converter<?> converter) {
    /** The most characters that any text may have: work and messages stay bounded. */
    static final int LONGEST = 65_536;

    public TextType {
        jsonSchema = Collections.unmodifiableMap(new LinkedHashMap<>(jsonSchema));
    }

    /**
     * A type whose texts match {@code pattern}, in the syntax that ECMA-262 and Java share.
     *
     * <p>The schema shows the pattern, and the converter checks it first, so {@code parse} meets no other text.
     */
    static TextType matching(String label, String rule, String example, String pattern, Function<String, ?> parse) {
        Pattern compiled = Pattern.compile(pattern);
        Converter<?> parsing = Converter.parsing(rule, parse);
        Converter<?> converter = text -> {
            if (!compiled.matcher(text).matches()) {
                throw new Refusal(rule);
            }
            return parsing.convert(text);
        };
        return new TextType(
                label, rule, Optional.of(example), schema("pattern", pattern), false, false, false, converter);
    }

    static Map<String, Object> schema(String keyword, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put(keyword, value);
        return schema;
    }

    TextType with(String keyword, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>(jsonSchema);
        schema.put(keyword, value);
        return new TextType(label, rule, example, schema, secret, takesEmpty, textual, converter);
    }

    TextType free() {
        return new TextType(label, rule, example, jsonSchema, secret, takesEmpty, true, converter);
    }

    /** Says in the refusal when white space around the text is all that is wrong with it. */
    public Object convert(String text) throws Refusal {
        if (text.length() > LONGEST) {
            throw new Refusal("must be at most " + LONGEST + " characters long");
        }
        try {
            return converted(text);
        } catch (Refusal refusal) {
            throw isTaken(text.strip()) ? new Refusal(refusal.rule() + " (white space around it)") : refusal;
        }
    }

    private boolean isTaken(String text) {
        try {
            converted(text);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    private Object converted(String text) throws Refusal {
        if (text.isEmpty() && !takesEmpty) {
            throw new Refusal(rule);
        }
        return converter.convert(text);
    }
}
