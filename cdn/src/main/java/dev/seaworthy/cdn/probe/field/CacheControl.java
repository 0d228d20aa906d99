package dev.seaworthy.cdn.probe.field;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directives of {@code Cache-Control} (RFC 9111, section 5.2.2), or of a targeted field in its place (RFC 9213).
 * Immutable.
 *
 * @param directives in lower case, with their values; the first of a name counts
 */
public record CacheControl(Map<String, String> directives) {
    private static final int MOST_CHARACTERS = 16_384;
    private static final Pattern DIRECTIVE =
            Pattern.compile("([!#$%&'*+.^_`|~\\w-]++)(?:=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]*+)))?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");

    /** RFC 9111, section 1.2.2: more than this is as good as for ever. */
    private static final long MOST_SECONDS = 1L << 31;

    public CacheControl {
        directives = Map.copyOf(directives);
    }

    /** As caches read it: what is no directive is passed over. */
    public static CacheControl read(String field) {
        Map<String, String> directives = new LinkedHashMap<>();
        Matcher matcher = DIRECTIVE.matcher(field.length() <= MOST_CHARACTERS ? field : "");
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            directives.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return new CacheControl(directives);
    }

    /**
     * A structured dictionary, of which one that is not wholly right counts as absent: RFC 9213, section 2.1. A value
     * that is not of its directive's type is none.
     */
    public static Optional<CacheControl> readTargeted(String field) {
        return StructuredField.dictionary(field)
                .filter(dictionary -> !dictionary.isEmpty())
                .map(dictionary -> {
                    Map<String, String> directives = new LinkedHashMap<>();
                    dictionary.forEach(
                            (name, item) -> directive(item.value()).ifPresent(value -> directives.put(name, value)));
                    return new CacheControl(directives);
                });
    }

    private static Optional<String> directive(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? Optional.of("") : Optional.empty();
        }
        return value instanceof Long number ? Optional.of(number.toString()) : Item.textOf(value);
    }

    public boolean has(String directive) {
        return directives.containsKey(directive);
    }

    /** A directive's value in seconds; empty if it is absent or no such number. */
    public Optional<Duration> seconds(String directive) {
        return Optional.ofNullable(directives.get(directive)).flatMap(CacheControl::duration);
    }

    /** What is a whole number of seconds, as in {@code Age}; 68 years at most. */
    public static Optional<Duration> duration(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Math.min(MOST_SECONDS, Long.parseLong(text))))
                : Optional.empty();
    }

    /** Why a cache that many share may not serve a copy unasked; empty if it may. */
    public Optional<String> reasonForNoCopy() {
        for (String directive : List.of("no-store", "private", "no-cache")) {
            if (has(directive)) {
                return Optional.of(directive);
            }
        }
        return sharedLifetime().filter(Duration::isZero).map(none -> has("s-maxage") ? "s-maxage=0" : "max-age=0");
    }

    /** How long a shared cache may serve its copy: {@code s-maxage} before {@code max-age}. */
    public Optional<Duration> sharedLifetime() {
        return seconds("s-maxage").or(() -> seconds("max-age"));
    }
}
