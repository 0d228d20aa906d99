package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.SecretBytes;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that can be read from text. Immutable. */
public final class TextTypes {
    private static final TextTypes STANDARD = new TextTypes(Map.of());

    private final Map<Class<?>, TextType> own;

    private TextTypes(Map<Class<?>, TextType> own) {
        this.own = Map.copyOf(own);
    }

    public static TextTypes standard() {
        return STANDARD;
    }

    /**
     * Adds the user's way to read a type, which wins over a standard one.
     *
     * @param rule what is refused by wherever {@code parse} throws or gives null
     */
    public <T> TextTypes with(Class<T> type, String rule, Function<String, ? extends T> parse) {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(parse, "parse");
        Map<Class<?>, TextType> more = new HashMap<>(own);
        more.put(
                boxed(type),
                new TextType(
                        type.getSimpleName(),
                        rule,
                        Optional.empty(),
                        Map.of("type", "string"),
                        Secrecy.of(type),
                        false,
                        true,
                        Converter.parsing(rule, parse::apply)));
        return new TextTypes(more);
    }

    /**
     * How values of {@code type} are written in {@code format}.
     *
     * @throws IllegalArgumentException if the type can't be read from text, or its format is of another type
     */
    public TextType of(Type type, Format format) {
        if (format.json()) {
            format.refuseAllButJson();
            return JsonTexts.of(type);
        }
        if (type instanceof ParameterizedType generic) {
            return series(generic, format);
        }
        format.refuseSeparatorOf(type);
        if (format.unit().isPresent()) {
            format.refuseUnitOf(type);
            return Durations.in(format.unit().get());
        }
        if (format.bytes().isPresent()) {
            format.refuseBytesOf(type);
            return Bytes.of(format.bytes().get());
        }
        return type instanceof Class<?> plain ? of(boxed(plain)) : unknown(type);
    }

    private TextType series(ParameterizedType type, Format format) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return Series.list(element(arguments[0], format.element()), format);
        }
        if (type.getRawType() == Set.class) {
            return Series.set(element(arguments[0], format.element()), format);
        }
        if (type.getRawType() == Map.class) {
            return Series.map(element(arguments[0], Format.PLAIN), element(arguments[1], format.element()), format);
        }
        return unknown(type);
    }

    private TextType element(Type type, Format format) {
        if (type instanceof ParameterizedType) {
            throw new IllegalArgumentException(
                    type.getTypeName() + " can't be an element: write the whole as JSON, with @Json");
        }
        return of(type, format);
    }

    /** Whether a class as such is read from text; an enum is, whatever it is. */
    public boolean knows(Class<?> type) {
        return type.isEnum() || own.containsKey(boxed(type)) || standard(boxed(type)) != null;
    }

    private TextType of(Class<?> type) {
        TextType mine = own.get(type);
        if (mine != null) {
            return mine;
        }
        if (type.isEnum()) {
            return Enums.of(type);
        }
        if (type == SecretBytes.class) {
            throw new IllegalArgumentException(
                    "SecretBytes has no one form as text: declare @Base64Bytes or @HexBytes beside it");
        }
        TextType found = standard(type);
        return found == null ? unknown(type) : found;
    }

    private static TextType unknown(Type type) {
        throw new IllegalArgumentException(
                type.getTypeName() + " can't be read from text: add a converter for it, or declare another type");
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** Asks the common families first: no other is made ready in a process that does not read it. */
    private static @Nullable TextType standard(Class<?> type) {
        if (type == Boolean.class) {
            return Booleans.TYPE;
        }
        if (type == Duration.class) {
            return Durations.TYPE;
        }
        TextType found = Texts.TYPES.get(type);
        found = found != null ? found : Numbers.of(type);
        found = found != null ? found : Addresses.TYPES.get(type);
        found = found != null ? found : Times.TYPES.get(type);
        found = found != null ? found : Notations.TYPES.get(type);
        return found != null ? found : Pem.TYPES.get(type);
    }
}
