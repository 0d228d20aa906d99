package dev.seaworthy.core.config;

import java.util.Locale;
import java.util.Set;

/** Texts that stand where a value is still to come. */
final class Placeholders {
    /** In lower case, with {@code -} and space written as {@code _}. */
    private static final Set<String> WORDS = Set.of(
            "changeme",
            "change_me",
            "changeit",
            "replaceme",
            "replace_me",
            "placeholder",
            "todo",
            "tbd",
            "fixme",
            "null",
            "undefined",
            "nil",
            "none",
            "n/a",
            "na");

    /** No word or phrase among them is longer. */
    private static final int LONGEST = 64;

    private Placeholders() {}

    static boolean contain(String text) {
        if (isOpen(text, "${", '}') || isOpen(text, "{{", '}')) {
            return true;
        }
        String phrase = text.strip();
        return phrase.length() <= LONGEST && !phrase.isEmpty() && isOne(phrase);
    }

    private static boolean isOne(String phrase) {
        String words = phrase.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return WORDS.contains(words)
                || words.startsWith("your_")
                || words.endsWith("_goes_here")
                || isIn(words, '<', '>')
                || isIn(words, '[', ']')
                || isRunOf("x.*", words);
    }

    private static boolean isOpen(String text, String open, char close) {
        int start = text.indexOf(open);
        return start >= 0 && text.indexOf(close, start) >= 0;
    }

    private static boolean isIn(String text, char open, char close) {
        return text.length() >= 2
                && text.charAt(0) == open
                && text.indexOf(close) == text.length() - 1
                && text.indexOf(open, 1) < 0;
    }

    /** Three times or more one of these characters, and nothing else. */
    private static boolean isRunOf(String characters, String text) {
        char first = text.charAt(0);
        return text.length() >= 3
                && characters.indexOf(first) >= 0
                && text.chars().allMatch(character -> character == first);
    }
}
