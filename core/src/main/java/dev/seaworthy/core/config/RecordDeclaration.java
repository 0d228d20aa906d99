package dev.seaworthy.core.config;

import dev.seaworthy.core.config.RecordPart.Branch;
import dev.seaworthy.core.config.RecordPart.Leaf;
import dev.seaworthy.core.config.RecordPart.Slot;
import dev.seaworthy.core.config.annotation.AllOrNone;
import dev.seaworthy.core.config.annotation.Description;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.annotation.OneOf;
import dev.seaworthy.core.config.annotation.Prefix;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.annotation.RequiredWhen;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.convert.TextTypes;
import dev.seaworthy.core.config.value.Stage;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a record, and those nested in it, as a declaration. */
final class RecordDeclaration {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private static final Set<Class<?>> ON_RECORDS =
            Set.of(Prefix.class, RequiredIn.class, RequiredWhen.class, RequiredWhen.List.class, Description.class);

    private final TextTypes types;

    RecordDeclaration(TextTypes types) {
        this.types = types;
    }

    RecordPart read(Class<?> type) {
        return part(type, "", Demand.ALWAYS, Set.of());
    }

    private RecordPart part(Class<?> type, String prefix, Demand demand, Set<Class<?>> outer) {
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
        return new RecordPart(constructor(type), slots, relations(type, prefix), demand);
    }

    private Slot slot(RecordComponent component, String prefix, Set<Class<?>> path) {
        Type type = Component.type(component);
        if (type instanceof Class<?> raw
                && raw.isRecord()
                && !types.knows(raw)
                && !component.isAnnotationPresent(Json.class)) {
            return new Branch(
                    component.getName(), part(raw, prefix + below(component), demand(component, prefix), path));
        }
        return new Leaf(component.getName(), Component.setting(component, prefix + name(component), prefix, types));
    }

    /** A record has no text, so what is declared of one can't stand on it. */
    private static Demand demand(RecordComponent component, String prefix) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        List<Condition> conditions = new ArrayList<>();
        for (Annotation annotation : component.getAnnotations()) {
            if (annotation instanceof RequiredIn declared) {
                stages.addAll(List.of(declared.value()));
            } else if (annotation.annotationType().getPackage() == Variable.class.getPackage()
                    && !ON_RECORDS.contains(annotation.annotationType())) {
                throw new IllegalArgumentException("Component " + component.getName() + " is a record: @"
                        + annotation.annotationType().getSimpleName() + " can't stand on it");
            }
        }
        for (RequiredWhen declared : Component.requiredWhen(component)) {
            conditions.add(new Condition(prefix + declared.variable(), List.of(declared.is())));
        }
        try {
            return new Demand(Component.isOptional(component), stages, conditions);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Component " + component.getName() + ": " + e.getMessage(), e);
        }
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
        if (type.getAnnotations().length == 0) {
            return List.of();
        }
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
