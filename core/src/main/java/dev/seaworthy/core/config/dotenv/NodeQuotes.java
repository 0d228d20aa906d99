package dev.seaworthy.core.config.dotenv;

/** The quotes around a bare value: from one that starts a line, up to the last of its kind that ends one. */
final class NodeQuotes {
    private static final String QUOTES = "'\"`";

    private NodeQuotes() {}

    static String off(String text) {
        int[] last = QUOTES.chars().map(quote -> lastAtLineEnd(text, quote)).toArray();
        StringBuilder off = new StringBuilder(text.length());
        int kept = 0;
        for (int at = 0; at < text.length(); at++) {
            int quote = startsLine(text, at) ? QUOTES.indexOf(text.charAt(at)) : -1;
            if (quote >= 0 && last[quote] > at) {
                off.append(text, kept, at).append(text, at + 1, last[quote]);
                at = last[quote];
                kept = at + 1;
            }
        }
        return off.append(text, kept, text.length()).toString();
    }

    private static int lastAtLineEnd(String text, int quote) {
        int at = text.lastIndexOf(quote);
        while (at >= 0 && !endsLine(text, at)) {
            at = text.lastIndexOf(quote, at - 1);
        }
        return at;
    }

    private static boolean startsLine(String text, int at) {
        return at == 0 || NodeGrammar.endsLine(text.charAt(at - 1));
    }

    private static boolean endsLine(String text, int at) {
        return at + 1 == text.length() || NodeGrammar.endsLine(text.charAt(at + 1));
    }
}
