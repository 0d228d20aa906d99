package dev.seaworthy.core.config.dotenv;

/** What a backslash means before a character: the n-th mark stands for the n-th meaning, any other for itself. */
record Escapes(String marks, String meanings) {
    String decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            int mark = markAfterBackslash(text, at);
            decoded.append(mark < 0 ? text.charAt(at) : meanings.charAt(mark));
            at += mark < 0 ? 0 : 1;
        }
        return decoded.toString();
    }

    private int markAfterBackslash(String text, int at) {
        boolean escape = text.charAt(at) == '\\' && at + 1 < text.length();
        return escape ? marks.indexOf(text.charAt(at + 1)) : -1;
    }
}
