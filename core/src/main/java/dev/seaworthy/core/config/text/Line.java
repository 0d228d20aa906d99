package dev.seaworthy.core.config.text;

/** Text that is a part of one line: nothing in it ends the line, hides, or turns its direction around. */
public final class Line {
    private static final int REPLACEMENT = 0xFFFD;

    private Line() {}

    /** The text with U+FFFD for each character that is not {@link #isVisible visible}. */
    public static String of(String text) {
        int first = 0;
        while (first < text.length() && isVisible(text.codePointAt(first))) {
            first += Character.charCount(text.codePointAt(first));
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length()).append(text, 0, first);
        text.substring(first)
                .codePoints()
                .map(character -> isVisible(character) ? character : REPLACEMENT)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** Whether it is no control, format or separating character, no half of a pair, and no noncharacter. */
    public static boolean isVisible(int character) {
        if (character < 0x7F) {
            return character >= ' ';
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> (character & 0xFFFE) != 0xFFFE;
        };
    }

    /** Its first characters, at most so many chars; none is cut in two. */
    public static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean cutsOne = most > 0
                && Character.isHighSurrogate(text.charAt(most - 1))
                && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, cutsOne ? most - 1 : most);
    }
}
