package dev.seaworthy.core.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON text in and out.
 *
 * <p>Reading is strict: no unknown property, none twice, none missing or null but an {@link java.util.Optional}, no
 * number for a text or a text for a number, and nothing after the value. The limits of Jackson's
 * {@code StreamReadConstraints} hold.
 */
public final class Json {
    private static final JsonMapper STRICT = strict();

    /** Nulls are values here, and no digit of a fraction is lost. */
    private static final JsonMapper TREE = STRICT.rebuild()
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.empty())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(INDENTER)
            .withArrayIndenter(INDENTER);

    private Json() {}

    /**
     * Indented JSON of maps, collections, texts, numbers and booleans, with a line feed at the end of each line.
     *
     * <p>A map of no order of its own is written in the order of its keys, so that one tree has one text.
     */
    public static String write(Object tree) {
        return STRICT.writer().with(PRINTER).writeValueAsString(Ordered.of(tree)) + "\n";
    }

    /** The same on one line, without an end of it. */
    public static String writeLine(Object tree) {
        return STRICT.writeValueAsString(Ordered.of(tree));
    }

    /**
     * The value that {@code text} is JSON of.
     *
     * @throws JsonException if it is not
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the type is given as a Type, which can't say T
    public static <T> T read(String text, Type type) {
        @Nullable T value;
        try {
            value = STRICT.readValue(text, STRICT.constructType(type));
        } catch (JacksonException e) {
            throw at(e.getLocation());
        } catch (RuntimeException e) {
            throw at(null); // a constructor of the type
        }
        if (value == null) {
            throw at(null);
        }
        return value;
    }

    /**
     * What {@code text} is JSON of: maps in the order of the text, lists, texts, whole numbers, other numbers as
     * {@link java.math.BigDecimal}, booleans and nulls.
     *
     * @throws JsonException if it is not
     */
    public static @Nullable Object readTree(String text) {
        try {
            return TREE.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw at(e.getLocation());
        }
    }

    /** Whether Jackson knows how to make a value of {@code type}. It looks at what that holds when there is a text. */
    public static boolean canRead(Type type) {
        try {
            STRICT.readValue("{}", STRICT.constructType(type));
            return true;
        } catch (InvalidDefinitionException e) {
            return false;
        } catch (RuntimeException e) {
            return true; // made, though not of this text
        }
    }

    private static JsonException at(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? new JsonException(1, 1)
                : new JsonException(location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    private static JsonMapper strict() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .annotationIntrospector(new AllRequired())
                .changeDefaultNullHandling(nulls -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
