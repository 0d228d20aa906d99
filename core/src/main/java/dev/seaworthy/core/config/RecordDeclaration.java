package dev.seaworthy.core.config;

import dev.seaworthy.core.config.RecordPart.Branch;
import dev.seaworthy.core.config.RecordPart.Leaf;
import dev.seaworthy.core.config.RecordPart.Slot;
import dev.seaworthy.core.config.annotation.AllOrNone;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.annotation.OneOf;
import dev.seaworthy.core.config.annotation.Prefix;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.convert.TextTypes;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a record, and those nested in it, as a declaration. */
final class RecordDeclaration {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private final TextTypes types;

    RecordDeclaration(TextTypes types) {
        this.types = types;
    }

    RecordPart read(Class<?> type) {
        return part(type, "", false, Set.of());
    }

    private RecordPart part(Class<?> type, String prefix, boolean optional, Set<Class<?>> outer) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " must be a record");
        }
        if (outer.contains(type)) {
            throw new IllegalArgumentException(type.getName() + " is nested in itself");
        }
        Set<Class<?>> path = new HashSet<>(outer);
        path.add(type);
        List<Slot> slots = Arrays.stream(type.getRecordComponents())
                .map(component -> slot(component, prefix, path))
                .toList();
        return new RecordPart(constructor(type), slots, relations(type, prefix), optional);
    }

    private Slot slot(RecordComponent component, String prefix, Set<Class<?>> path) {
        Type type = Component.type(component);
        if (type instanceof Class<?> raw
                && raw.isRecord()
                && !types.knows(raw)
                && !component.isAnnotationPresent(Json.class)) {
            return new Branch(
                    component.getName(), part(raw, prefix + below(component), Component.isOptional(component), path));
        }
        return new Leaf(component.getName(), Component.setting(component, prefix + name(component), prefix, types));
    }

    private static String name(RecordComponent component) {
        Variable variable = component.getAnnotation(Variable.class);
        return variable == null ? upperSnake(component.getName()) : variable.value();
    }

    private static String below(RecordComponent component) {
        Prefix prefix = component.getAnnotation(Prefix.class);
        return prefix == null ? upperSnake(component.getName()) + "_" : prefix.value();
    }

    private static List<Relation> relations(Class<?> type, String prefix) {
        return Stream.concat(
                        Arrays.stream(type.getAnnotationsByType(OneOf.class))
                                .map(oneOf -> relation(Relation.Kind.ONE_OF, prefix, oneOf.value())),
                        Arrays.stream(type.getAnnotationsByType(AllOrNone.class))
                                .map(all -> relation(Relation.Kind.ALL_OR_NONE, prefix, all.value())))
                .toList();
    }

    private static Relation relation(Relation.Kind kind, String prefix, String[] names) {
        return new Relation(
                kind, Arrays.stream(names).map(name -> prefix + name).toList());
    }

    private static Constructor<?> constructor(Class<?> type) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record without its constructor: " + type.getName(), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Can't construct " + type.getName() + "; open its package to dev.seaworthy.core", e);
        }
    }

    private static String upperSnake(String name) {
        return WORD_START.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }
}
