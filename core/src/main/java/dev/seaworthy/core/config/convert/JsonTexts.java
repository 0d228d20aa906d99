package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values written as JSON. Jackson reads what they hold, so an enum inside is written as its constants are. */
final class JsonTexts {
    private JsonTexts() {}

    /** @throws IllegalArgumentException if Jackson can't make a value of {@code type} */
    static TextType of(Type type) {
        if (!Json.canRead(type)) {
            throw new IllegalArgumentException(
                    "@Json stands on " + type.getTypeName() + ", which can't be read from JSON: make it a record");
        }
        boolean secret = Secrecy.of(type);
        return new TextType(
                "JSON",
                "must be JSON of the declared form",
                secret ? Optional.empty() : JsonExample.of(type),
                TextType.schema("contentMediaType", "application/json"),
                secret,
                false,
                true,
                text -> read(text, type));
    }

    static Object read(String text, Type type) throws Refusal {
        try {
            return unmodifiable(Json.read(text, type));
        } catch (JsonException e) {
            throw new Refusal(
                    "must be JSON of the declared form; see line %d, column %d".formatted(e.line(), e.column()));
        }
    }

    private static Object unmodifiable(Object value) {
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(list);
        }
        if (value instanceof Set<?> set) {
            return Collections.unmodifiableSet(set);
        }
        return value instanceof Map<?, ?> map ? Collections.unmodifiableMap(map) : value;
    }
}
