package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.config.value.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Constants of an enum, by their names. */
final class Enums {
    private Enums() {}

    /** @throws IllegalArgumentException if there is no constant, or if two are the same text */
    static TextType of(Class<?> type) {
        Map<String, Object> constants = constants(type);
        List<String> names = List.copyOf(constants.keySet());
        if (type == Stage.class) {
            constants.put("dev", Stage.DEVELOPMENT);
            constants.put("prod", Stage.PRODUCTION);
        }
        String label = "one of " + String.join(", ", names);
        return TextType.matching(
                        label,
                        "must be " + label,
                        names.get(0),
                        Words.pattern(constants.keySet()),
                        text -> constants.get(Words.canonical(text)))
                .with("examples", names);
    }

    private static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = Words.canonical(((Enum<?>) constant).name());
            if (constants.put(name, constant) != null) {
                throw new IllegalArgumentException(
                        type.getName() + " has two constants that are both written " + name + ": rename one");
            }
        }
        if (constants.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no constant: add one");
        }
        return constants;
    }
}
