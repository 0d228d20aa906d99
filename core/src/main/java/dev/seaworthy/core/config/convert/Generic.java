package dev.seaworthy.core.config.convert;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type with arguments, such as a record's component would declare. */
public record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    public static Generic of(Class<?> raw, Type... arguments) {
        return new Generic(raw, List.of(arguments));
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.toArray(new Type[0]);
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return null;
    }

    @Override
    public String getTypeName() {
        return raw.getSimpleName() + arguments;
    }
}
