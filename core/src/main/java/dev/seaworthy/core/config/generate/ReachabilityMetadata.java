package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every record that is made by reflection: those of the schema, and those inside their components, which are read from
 * JSON. Source: GraalVM Reachability Metadata, JSON schema 1.2.0.
 */
final class ReachabilityMetadata {
    private final Set<Class<?>> records = new LinkedHashSet<>();

    private ReachabilityMetadata(Schema<?> schema) {
        schema.records().forEach(this::add);
    }

    static String of(Schema<?> schema) {
        List<Map<String, Object>> reflection = new ReachabilityMetadata(schema)
                .records.stream().map(ReachabilityMetadata::entry).toList();
        return Json.write(Map.of("reflection", reflection));
    }

    private void add(Class<?> type) {
        if (type.isRecord() && records.add(type)) {
            Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .flatMap(ReachabilityMetadata::classes)
                    .forEach(this::add);
        }
    }

    private static Stream<Class<?>> classes(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()))
                    .flatMap(ReachabilityMetadata::classes);
        }
        return type instanceof Class<?> raw ? Stream.of(raw) : Stream.empty();
    }

    private static Map<String, Object> entry(Class<?> type) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", type.getName());
        entry.put("allDeclaredConstructors", true);
        entry.put("allDeclaredFields", true);
        entry.put("allDeclaredMethods", true);
        return entry;
    }
}
