package dev.seaworthy.core.config.convert;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** ASCII words that are read in any case, with {@code -} for {@code _} or the other way round. */
final class Words {
    private Words() {}

    /** The one spelling of a word that all others are compared by. */
    static String canonical(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** What matches every spelling of {@code words}, as ECMA-262 has no flag for it inside a pattern. */
    static String pattern(Collection<String> words) {
        return words.stream().map(Words::anySpelling).collect(Collectors.joining("|", "^(", ")$"));
    }

    private static String anySpelling(String word) {
        return word.chars().mapToObj(letter -> anyCase((char) letter)).collect(Collectors.joining());
    }

    private static String anyCase(char letter) {
        char lower = Character.toLowerCase(letter);
        char upper = Character.toUpperCase(letter);
        if (letter == '_' || letter == '-') {
            return "[_-]";
        }
        if (letter == '$') {
            return "[$]";
        }
        return lower == upper ? Character.toString(letter) : "[" + lower + upper + "]";
    }
}
