package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.config.value.DataSize;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values with a notation of their own: sizes, languages, identifiers, regular expressions. */
final class Notations {
    /** A nest of this many brackets is compiled on any thread's stack. */
    private static final int LONGEST_EXPRESSION = 1000;

    private static final String EXPRESSION_RULE =
            "must be a regular expression of java.util.regex, of at most " + LONGEST_EXPRESSION + " characters";

    static final Map<Class<?>, TextType> TYPES = Map.of(
            DataSize.class,
            TextType.matching(
                    "size",
                    "must be a size with its unit, such as 512B, 64KiB, 10MiB or 1GB",
                    "10MiB",
                    "^(0|[1-9][0-9]{0,18})(B|kB|KB|[MGT]B|[KMGT]iB)$",
                    DataSize::of),
            Locale.class,
            TextType.matching(
                    "language",
                    "must be a language tag of BCP 47, such as en, de-AT or zh-Hant-TW",
                    "de-AT",
                    "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,16}$",
                    text -> new Locale.Builder().setLanguageTag(text).build()),
            UUID.class,
            TextType.matching(
                            "UUID",
                            "must be a UUID of 8-4-4-4-12 hexadecimal digits",
                            "123e4567-e89b-42d3-a456-426614174000",
                            "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
                            UUID::fromString)
                    .with("format", "uuid"),
            Pattern.class,
            new TextType(
                    "regular expression",
                    EXPRESSION_RULE,
                    Optional.of("[a-z]+"),
                    TextType.schema("maxLength", LONGEST_EXPRESSION),
                    false,
                    false,
                    true,
                    Converter.parsing(EXPRESSION_RULE, Notations::expression)));

    private Notations() {}

    private static Pattern expression(String text) {
        if (text.length() > LONGEST_EXPRESSION) {
            throw new IllegalArgumentException(EXPRESSION_RULE);
        }
        return Pattern.compile(text);
    }
}
