package dev.seaworthy.core.config.dotenv;

/** A value in one pair of quotes, or bare and free of all that a reader might take for a quote or a comment. */
final class StrictValue {
    private static final String QUOTES = "must have its value in one pair of quotes, closed on this line, "
            + "as #, a quote or a rare kind of space is in it";
    private static final String BACKSLASH = "must be without that backslash, as readers differ on it there; "
            + "write the value in other quotes or in none";
    private static final Escapes NEWLINES = new Escapes("nr", "\n\r");

    private StrictValue() {}

    static Value of(String text) throws RefusedException {
        if (quoted(text, '\'')) {
            return Value.literal(agreed(inside(text), '\'', "\\"));
        }
        if (quoted(text, '"')) {
            return Value.open(NEWLINES.decode(agreed(inside(text), '"', "\\'abftv")));
        }
        if (!text.chars().allMatch(StrictValue::bare)) {
            throw new RefusedException(QUOTES);
        }
        return Value.open(text);
    }

    private static boolean quoted(String text, char quote) {
        return text.length() >= 2 && text.charAt(0) == quote && text.charAt(text.length() - 1) == quote;
    }

    private static String inside(String text) {
        return text.substring(1, text.length() - 1);
    }

    /** Refuses its own quote inside, and a backslash before it or before what readers differ on. */
    private static String agreed(String inside, char quote, String disputed) throws RefusedException {
        for (int at = inside.indexOf('\\'); at >= 0; at = inside.indexOf('\\', at + 1)) {
            char next = at + 1 < inside.length() ? inside.charAt(at + 1) : quote;
            if (next == quote || disputed.indexOf(next) >= 0) {
                throw new RefusedException(BACKSLASH);
            }
        }
        if (inside.indexOf(quote) >= 0) {
            throw new RefusedException(QUOTES);
        }
        return inside;
    }

    private static boolean bare(int c) {
        boolean space = Character.isSpaceChar(c) || Character.isISOControl(c) || c == '\uFEFF';
        return StrictGrammar.blank(c) || (!space && "#'\"`".indexOf(c) < 0);
    }
}
