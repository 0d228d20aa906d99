package dev.seaworthy.core.deploy.command;

/**
 * Takes what a terminal obeys out of a text, character by character: escape sequences (ECMA-48, sections 5.3 to 5.6),
 * control characters, and the marks that turn the direction of writing. A tab becomes a space.
 */
final class Controls {
    private enum In {
        TEXT,
        ESCAPE,
        SEQUENCE,
        STRING,
        STRING_ESCAPE
    }

    private static final char ESC = '\u001b';
    private static final char BELL = '\u0007';

    private In state = In.TEXT;

    static String strip(String text) {
        Controls controls = new Controls();
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            controls.take(text.charAt(i), kept);
        }
        return kept.toString();
    }

    /** A line has ended, and with it whatever was left open. */
    void endLine() {
        state = In.TEXT;
    }

    void take(char c, StringBuilder kept) {
        switch (state) {
            case TEXT -> text(c, kept);
            case ESCAPE -> escape(c);
            case SEQUENCE -> state = c >= 0x40 && c <= 0x7e ? In.TEXT : In.SEQUENCE;
            case STRING -> string(c);
            case STRING_ESCAPE -> state = c == '\\' ? In.TEXT : In.STRING;
        }
    }

    private void text(char c, StringBuilder kept) {
        if (c == ESC) {
            state = In.ESCAPE;
        } else if (c == '\u009b') {
            state = In.SEQUENCE;
        } else if (c == '\u0090' || c == '\u0098' || (c >= '\u009d' && c <= '\u009f')) {
            state = In.STRING;
        } else if (c == '\t') {
            kept.append(' ');
        } else if (!Character.isISOControl(c) && !isDirection(c)) {
            kept.append(c);
        }
    }

    private void escape(char c) {
        if (c == '[') {
            state = In.SEQUENCE;
        } else if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            state = In.STRING;
        } else if (c < 0x20 || c > 0x2f) {
            state = In.TEXT;
        }
    }

    private void string(char c) {
        if (c == BELL || c == '\u009c') {
            state = In.TEXT;
        } else if (c == ESC) {
            state = In.STRING_ESCAPE;
        }
    }

    private static boolean isDirection(char c) {
        return c == '\u200e' || c == '\u200f' || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
