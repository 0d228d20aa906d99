package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.value.Stage;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The converters, by type. Each is strict: what it does not fully understand, it refuses. */
public final class Converters {
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on", "y", "enabled", "t");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "n", "disabled", "f");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    private static final Map<Class<?>, Converter> BY_TYPE = Map.of(
            String.class, text -> text,
            Secret.class, Secret::of,
            Boolean.class, Converters::bool,
            Integer.class, text -> (int) integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE),
            Long.class, text -> integer(text, Long.MIN_VALUE, Long.MAX_VALUE),
            URI.class, Converters::uri,
            Stage.class, Converters::stage,
            Duration.class, Durations::parse);

    private Converters() {}

    public static Optional<Converter> of(Class<?> type, Optional<ChronoUnit> unit) {
        if (unit.isPresent()) {
            return Optional.of(text -> Durations.of(integer(text, 0, Long.MAX_VALUE), unit.get()));
        }
        if (type.isEnum() && type != Stage.class) {
            return Optional.of(text -> constant(type, text));
        }
        return Optional.ofNullable(BY_TYPE.get(boxed(type)));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static Object bool(String text) throws Refusal {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        throw new Refusal("must be true or false (also 1/0, yes/no, on/off, y/n, enabled/disabled, t/f)");
    }

    private static long integer(String text, long least, long most) throws Refusal {
        if (INTEGER.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return number.longValueExact();
            }
        }
        throw new Refusal("must be a whole number from " + least + " to " + most + ", in digits");
    }

    private static URI uri(String text) throws Refusal {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Refusal("must be a URI as RFC 3986 writes it"); // the cause would quote the text
        }
    }

    private static Object stage(String text) throws Refusal {
        String name = text.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "dev" -> Stage.DEVELOPMENT;
            case "prod" -> Stage.PRODUCTION;
            default -> constant(Stage.class, text);
        };
    }

    private static Object constant(Class<?> type, String text) throws Refusal {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new Refusal("must be one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }
}
