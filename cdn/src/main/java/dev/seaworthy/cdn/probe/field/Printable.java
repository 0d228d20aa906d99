package dev.seaworthy.cdn.probe.field;

/** What a server sent, as it may be shown. */
public final class Printable {
    private static final int MOST_CHARACTERS = 300;

    private Printable() {}

    /** In printable ASCII, everything else escaped, and cut at {@value #MOST_CHARACTERS} characters. */
    public static String text(String sent) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < sent.length() && shown.length() < MOST_CHARACTERS; i++) {
            char c = sent.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return shown.length() < MOST_CHARACTERS ? shown.toString() : shown + "...";
    }
}
