package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a value of a type is a secret, or holds one anywhere. */
final class Secrecy {
    private final Set<Type> seen = new HashSet<>();

    private Secrecy() {}

    static boolean of(Type type) {
        return new Secrecy().holds(type);
    }

    private boolean holds(Type type) {
        if (!seen.add(type)) {
            return false;
        }
        if (type instanceof ParameterizedType generic) {
            return holds(generic.getRawType()) || holdsAny(Arrays.stream(generic.getActualTypeArguments()));
        }
        if (type instanceof GenericArrayType array) {
            return holds(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return holdsAny(Arrays.stream(wildcard.getUpperBounds()));
        }
        return type instanceof Class<?> simple && holds(simple);
    }

    private boolean holds(Class<?> type) {
        if (type == Secret.class || type == SecretBytes.class || PrivateKey.class.isAssignableFrom(type)) {
            return true;
        }
        if (type.isArray()) {
            return holds((Type) type.getComponentType());
        }
        return !isOfTheJdk(type) && holdsAny(parts(type));
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type.getClassLoader() == null;
    }

    private static Stream<Type> parts(Class<?> type) {
        Stream<Type> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getGenericType);
        Stream<Type> above = Stream.ofNullable(type.getGenericSuperclass());
        Stream<Type> below = Stream.ofNullable(type.getPermittedSubclasses()).flatMap(Arrays::stream);
        return Stream.of(fields, above, below).flatMap(parts -> parts);
    }

    private boolean holdsAny(Stream<? extends Type> types) {
        return types.anyMatch(this::holds);
    }
}
