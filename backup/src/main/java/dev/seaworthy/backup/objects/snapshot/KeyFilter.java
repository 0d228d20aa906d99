package dev.seaworthy.backup.objects.snapshot;

import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which keys are meant. Safe for use by many threads, if its predicate is. */
public final class KeyFilter {
    private static final Pattern WILDCARD = Pattern.compile("\\*\\*|[*?]");

    private final String prefix;
    private final Predicate<String> rest;

    private KeyFilter(String prefix, Predicate<String> rest) {
        this.prefix = prefix;
        this.rest = rest;
    }

    /** Every key. */
    public static KeyFilter all() {
        return prefix("");
    }

    /** Those that begin with it, of which alone is listed and read; {@code a} means {@code ab} too, and {@code a/b}. */
    public static KeyFilter prefix(String prefix) {
        return new KeyFilter(Objects.requireNonNull(prefix, "prefix"), key -> true);
    }

    /**
     * Those that look like it: {@code *} is any text without {@code /}, {@code **} any text, {@code ?} one character
     * but {@code /}, and all else itself. What stands before the first of these is a {@link #prefix}.
     */
    public static KeyFilter glob(String glob) {
        String literal = WILDCARD.split(glob, 2)[0];
        Predicate<String> looksLike = regex(glob).asMatchPredicate();
        return new KeyFilter(literal, looksLike);
    }

    private static Pattern regex(String glob) {
        String regex =
                WILDCARD.matcher(Pattern.quote(glob)).replaceAll(found -> "\\\\E" + wildcard(found.group()) + "\\\\Q");
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static String wildcard(String text) {
        return switch (text) {
            case "*" -> "[^/]*";
            case "**" -> ".*";
            default -> "[^/]";
        };
    }

    /** Those for which it is true; all keys are listed. */
    public static KeyFilter matching(Predicate<String> predicate) {
        return new KeyFilter("", Objects.requireNonNull(predicate, "predicate"));
    }

    /** Whether a key is meant. */
    public boolean accepts(String key) {
        return key.startsWith(prefix) && rest.test(key);
    }

    /** A range of keys with all that are meant, and some that are not. */
    public KeyRange range() {
        return PrefixRange.of(prefix);
    }
}
