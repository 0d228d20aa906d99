package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.text.Line;

/** Text without what could end its line, hide in it, or turn its direction around. */
final class OneLine {
    /** What joins letters or emoji, or keeps them apart, and breaks nothing. */
    private static final String JOINERS = "\u200C\u200D";

    private OneLine() {}

    /** Prose: a break is a space. */
    static String flat(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean broken = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            boolean breaks = isBreaking(text.codePointAt(i));
            if (!breaks) {
                line.appendCodePoint(text.codePointAt(i));
            } else if (!broken) {
                line.append(' ');
            }
            broken = breaks;
        }
        return line.toString().strip();
    }

    /** A value: a break is shown as an escape. */
    static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isBreaking(character)) {
                line.append(escape(character));
            } else {
                line.appendCodePoint(character);
            }
        });
        return line.toString();
    }

    private static boolean isBreaking(int character) {
        return !Line.isVisible(character) && JOINERS.indexOf(character) < 0;
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                StringBuilder units = new StringBuilder();
                for (char unit : Character.toChars(character)) {
                    units.append("\\u%04x".formatted((int) unit));
                }
                yield units.toString();
            }
        };
    }
}
