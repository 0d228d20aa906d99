package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record read as the declaration of an environment. */
final class Schema<T> {
    private final Class<T> type;
    private final List<Component> components;

    private Schema(Class<T> type, List<Component> components) {
        this.type = type;
        this.components = components;
    }

    static <T> Schema<T> of(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " must be a record");
        }
        List<Component> components =
                Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
        Set<String> seen = new HashSet<>();
        for (Component component : components) {
            if (!seen.add(component.variable())) {
                throw new IllegalArgumentException(
                        "Two components of " + type.getName() + " read " + component.variable());
            }
        }
        return new Schema<>(type, components);
    }

    Class<T> type() {
        return type;
    }

    List<Component> components() {
        return components;
    }

    /** @throws Refusal if the record's own constructor throws, whose message may quote a secret */
    T instance(List<? extends @Nullable Object> values) throws Refusal {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new Refusal("its constructor refuses these values; see its rules");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Can't construct " + type.getName() + "; open its package to dev.seaworthy.core", e);
        }
    }
}
