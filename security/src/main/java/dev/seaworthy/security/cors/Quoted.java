package dev.seaworthy.security.cors;

/** Text of others in a message of ours: one line of printable ASCII, and not long. */
final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    static String of(String text) {
        return '"' + plain(text).replace("\"", "\\u0022") + '"';
    }

    static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(LONGEST).forEach(c -> append(shown, c));
        return text.length() > LONGEST ? shown + "... (" + text.length() + " characters)" : shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (c >= ' ' && c <= '~' && c != '\\') {
            shown.append((char) c);
        } else {
            shown.append("\\u%04X".formatted(c));
        }
    }
}
