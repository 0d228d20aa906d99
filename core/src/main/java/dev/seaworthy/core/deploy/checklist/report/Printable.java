package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.failure.Credentials;

/**
 * Text of others, safe to be shown: on one line, without characters that steer a terminal or turn the direction of
 * writing, and without what looks like a credential.
 */
final class Printable {
    /** The most characters of one text that are shown. */
    static final int LONGEST = 2000;

    private static final char REPLACEMENT = '\uFFFD';
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    static String line(String text) {
        return shown(Credentials.mask(text));
    }

    /** Of a figure: its name may tell that the value is a key. */
    static String line(String name, String value) {
        return shown(Credentials.mask(name, value));
    }

    private static String shown(String text) {
        StringBuilder printable = new StringBuilder();
        cut(text).codePoints().forEach(character -> printable.appendCodePoint(shown(character)));
        return printable.toString();
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }

    private static int shown(int character) {
        return switch (Character.getType(character)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.CONTROL -> Character.isWhitespace(character) ? ' ' : REPLACEMENT;
            case Character.FORMAT -> joins(character) ? character : REPLACEMENT;
            case Character.SURROGATE -> REPLACEMENT;
            default -> isNoCharacter(character) ? REPLACEMENT : character;
        };
    }

    /** Needed within emoji and in some scripts. */
    private static boolean joins(int character) {
        return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
    }

    /** U+FFFE and U+FFFF are not allowed in XML 1.0. */
    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE;
    }
}
