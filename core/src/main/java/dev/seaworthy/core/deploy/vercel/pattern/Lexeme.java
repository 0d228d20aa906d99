package dev.seaworthy.core.deploy.vercel.pattern;

import java.util.ArrayList;
import java.util.List;

/** A word of a pattern, and where it begins. */
record Lexeme(Kind kind, int index, String text) {
    private static final String MODIFIERS = "*+?";

    enum Kind {
        OPEN,
        CLOSE,
        PATTERN,
        NAME,
        CHARACTER,
        ESCAPED,
        MODIFIER
    }

    static List<Lexeme> of(String source) {
        List<Lexeme> lexemes = new ArrayList<>();
        int index = 0;
        while (index < source.length()) {
            Lexeme lexeme = at(source, index);
            lexemes.add(lexeme);
            index += lexeme.length();
        }
        return lexemes;
    }

    private static Lexeme at(String source, int index) {
        char character = source.charAt(index);
        if (MODIFIERS.indexOf(character) >= 0) {
            return new Lexeme(Kind.MODIFIER, index, String.valueOf(character));
        }
        return switch (character) {
            case '\\' -> escaped(source, index);
            case '{' -> new Lexeme(Kind.OPEN, index, "{");
            case '}' -> new Lexeme(Kind.CLOSE, index, "}");
            case ':' -> name(source, index);
            case '(' -> pattern(source, index);
            default -> new Lexeme(Kind.CHARACTER, index, String.valueOf(character));
        };
    }

    private static Lexeme escaped(String source, int index) {
        if (index + 1 == source.length()) {
            throw new IllegalArgumentException("a backslash at the end escapes nothing");
        }
        return new Lexeme(Kind.ESCAPED, index, source.substring(index + 1, index + 2));
    }

    private static Lexeme name(String source, int index) {
        int end = index + 1;
        while (end < source.length() && isWord(source.charAt(end))) {
            end++;
        }
        if (end == index + 1) {
            throw new IllegalArgumentException("no name follows the \":\" at " + index);
        }
        return new Lexeme(Kind.NAME, index, source.substring(index + 1, end));
    }

    private static boolean isWord(char character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || character == '_');
    }

    private static Lexeme pattern(String source, int index) {
        if (source.startsWith("?", index + 1)) {
            throw new IllegalArgumentException("the group at " + index + " begins with \"?\"");
        }
        int depth = 1;
        int end = index + 1;
        while (end < source.length() && depth > 0) {
            char character = source.charAt(end);
            if (character == '(' && !source.startsWith("?", end + 1)) {
                throw new IllegalArgumentException("a capturing group inside another, at " + end);
            }
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            end += character == '\\' ? 2 : 1;
        }
        if (depth > 0 || end > source.length()) {
            throw new IllegalArgumentException("nothing closes the group at " + index);
        }
        if (end == index + 2) {
            throw new IllegalArgumentException("the group at " + index + " is empty");
        }
        return new Lexeme(Kind.PATTERN, index, source.substring(index + 1, end - 1));
    }

    private int length() {
        return switch (kind) {
            case ESCAPED, NAME -> text.length() + 1;
            case PATTERN -> text.length() + 2;
            default -> 1;
        };
    }
}
