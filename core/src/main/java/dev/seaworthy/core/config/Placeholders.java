package dev.seaworthy.core.config;

import java.util.List;
import java.util.Set;

/**
 * Texts that stand where a value is still to come. A secret is judged more strictly than another text: it is made of
 * chance, so that words tell that it is none.
 */
final class Placeholders {
    /** Nothing longer is read as a phrase. */
    private static final int LONGEST = 128;

    private static final List<String> OPENINGS =
            List.of("change", "replace", "your", "null", "undefined", "todo", "tbd", "fixme", "placeholder");

    /** What a text is as a whole, without what parts its words. */
    private static final Set<String> WHOLES =
            Set.of("changeme", "replaceme", "placeholder", "todo", "tbd", "fixme", "null", "undefined");

    private static final int LONGEST_RUN_BY_CHANCE = 5;

    private Placeholders() {}

    /** @param escaped whether a {@code ${…}} in it was written to stay */
    static boolean inText(String text, boolean escaped) {
        if (hasReference(text, escaped)) {
            return true;
        }
        String bare = bare(text);
        if (bare.isEmpty()) {
            return false;
        }
        return isIn(bare, '<', '>')
                || isRunOf("xX", bare)
                || (bare.length() <= LONGEST && isTextPhrase(bare))
                || inPassword(text, escaped);
    }

    /** @param escaped whether a {@code ${…}} in it was written to stay */
    static boolean inSecret(String text, boolean escaped) {
        return Credentials.password(text).isPresent()
                ? hasReference(text, escaped) || inPassword(text, escaped)
                : isSecret(text, escaped);
    }

    /** Whether the password of a URL is one. */
    static boolean inPassword(String url, boolean escaped) {
        return Credentials.password(url)
                .filter(password -> isSecret(password, escaped))
                .isPresent();
    }

    private static boolean isSecret(String text, boolean escaped) {
        if (hasReference(text, escaped)) {
            return true;
        }
        String bare = bare(text);
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return false;
        }
        return isIn(bare, '<', '>')
                || isIn(bare, '[', ']')
                || isRunOf("xX.*", bare)
                || isVariable(bare)
                || isSecretPhrase(bare);
    }

    private static boolean isTextPhrase(String bare) {
        if (!Phrase.opensWithAny(bare, OPENINGS)) {
            return false;
        }
        Phrase phrase = Phrase.of(bare);
        boolean isProse = bare.chars().anyMatch(Character::isWhitespace);
        return WHOLES.contains(phrase.joined())
                || (!isProse && phrase.opensWithRequest())
                || (phrase.starts("your") && phrase.endsWithNounAndHere())
                || (phrase.starts("your") && !isProse && phrase.endsWithNoun());
    }

    private static boolean isSecretPhrase(String bare) {
        if (bare.equalsIgnoreCase("n/a")) {
            return true;
        }
        Phrase phrase = Phrase.of(bare);
        return phrase.asksForChange()
                || phrase.namesYours()
                || phrase.endsWithNounAndHere()
                || phrase.isNote()
                || phrase.hasRunOfX(LONGEST_RUN_BY_CHANCE + 1)
                || phrase.isMadeOfWords();
    }

    private static boolean hasReference(String text, boolean escaped) {
        return (!escaped && isOpen(text, "${", '}')) || isOpen(text, "{{", '}');
    }

    /** Without white space and quotes around it. */
    private static String bare(String text) {
        String bare = text.strip();
        if (bare.length() < 2) {
            return bare;
        }
        char first = bare.charAt(0);
        boolean isQuoted = "'\"`".indexOf(first) >= 0 && bare.charAt(bare.length() - 1) == first;
        return isQuoted ? bare.substring(1, bare.length() - 1).strip() : bare;
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

    /** {@code $API_KEY} or {@code %API_KEY%}, as shells write variables. */
    private static boolean isVariable(String text) {
        char first = text.charAt(0);
        boolean closes = first == '%' && text.charAt(text.length() - 1) == '%';
        int end = closes ? text.length() - 1 : text.length();
        if ((first != '$' && !closes) || end < 3 || isDigit(text.charAt(1))) {
            return false;
        }
        for (int i = 1; i < end; i++) {
            char character = text.charAt(i);
            if (!(character >= 'A' && character <= 'Z') && !isDigit(character) && character != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Three times or more one of these characters, and nothing else. */
    private static boolean isRunOf(String characters, String text) {
        char first = text.charAt(0);
        if (text.length() < 3 || characters.indexOf(first) < 0) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (Character.toLowerCase(text.charAt(i)) != Character.toLowerCase(first)) {
                return false;
            }
        }
        return true;
    }
}
