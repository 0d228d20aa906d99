package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An example of the JSON of a type. There is none where one part is of a type that has no example as a text. */
final class JsonExample {
    /** Deeper than any record but one that holds itself. */
    private static final int DEEPEST = 8;

    private JsonExample() {}

    /** Empty too where the type refuses what was found, as its own constructor may. */
    static Optional<String> of(Type type) {
        try {
            String example = Json.writeLine(sample(type, 0));
            JsonTexts.read(example, type);
            return Optional.of(example);
        } catch (Refusal | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Object sample(Type type, int depth) throws Refusal {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (raw instanceof Class<?> found && Map.class.isAssignableFrom(found)) {
            return Map.of();
        }
        if (raw instanceof Class<?> found && (found.isArray() || Collection.class.isAssignableFrom(found))) {
            return List.of();
        }
        return raw instanceof Class<?> found && found.isRecord() && depth < DEEPEST
                ? record(found, depth)
                : simple(raw);
    }

    private static Object record(Class<?> type, int depth) throws Refusal {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() != Optional.class) {
                properties.put(component.getName(), sample(component.getGenericType(), depth + 1));
            }
        }
        return properties;
    }

    private static Object simple(Type type) throws Refusal {
        if (type instanceof Class<?> found && found.isEnum()) {
            return ((Enum<?>) found.getEnumConstants()[0]).name();
        }
        TextType text = TextTypes.standard().of(type, Format.PLAIN);
        String example = text.example().orElseThrow(() -> new IllegalArgumentException("no example"));
        Object value = text.convert(example);
        return value instanceof Number || value instanceof Boolean ? value : example;
    }
}
