package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.value.Stage;
import dev.seaworthy.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An environment as an object of texts, by the rules of production. */
final class JsonSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchema() {}

    static String of(Schema<?> schema) {
        Requirements requirements = new Requirements(schema);
        Dependencies dependencies = new Dependencies(schema, requirements);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("$schema", DIALECT);
        tree.put("title", schema.name());
        tree.put("type", "object");
        tree.put("properties", properties(schema));
        tree.put(
                "required",
                schema.settings().stream()
                        .filter(setting -> requirements.isRequiredIn(setting, Stage.PRODUCTION))
                        .map(Setting::name)
                        .toList());
        tree.put("dependentRequired", dependencies.required());
        tree.put("allOf", dependencies.conditions());
        return Json.write(tree);
    }

    private static Map<String, Object> properties(Schema<?> schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        schema.settings().forEach(setting -> properties.put(setting.name(), property(setting)));
        return properties;
    }

    private static Map<String, Object> property(Setting<?> setting) {
        Map<String, Object> property = new LinkedHashMap<>();
        String description = OneLine.flat(setting.description());
        if (!description.isEmpty()) {
            property.put("description", description);
        }
        property.putAll(setting.jsonSchema());
        property.remove("examples");
        Defaults.shown(setting, Stage.PRODUCTION).ifPresent(text -> property.put("default", text));
        List<String> examples = examples(setting);
        if (!examples.isEmpty()) {
            property.put("examples", examples);
        }
        if (setting.isSecret()) {
            property.put("writeOnly", true);
        }
        return property;
    }

    /** The declared one before those of its type. */
    private static List<String> examples(Setting<?> setting) {
        Set<String> examples = new LinkedHashSet<>();
        Defaults.example(setting).ifPresent(examples::add);
        if (!setting.isSecret() && setting.jsonSchema().get("examples") instanceof List<?> more) {
            more.forEach(example -> examples.add(String.valueOf(example)));
        }
        return new ArrayList<>(examples);
    }
}
