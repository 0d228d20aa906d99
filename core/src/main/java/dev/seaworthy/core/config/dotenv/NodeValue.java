package dev.seaworthy.core.config.dotenv;

/**
 * What stands behind {@code =}: a text in quotes with at most a comment behind it, or else the rest of the line up to
 * {@code #}. A backslash keeps a quote from closing only as long as a later one closes.
 */
final class NodeValue {
    private static final String CUT = "opens with a quote that isn't closed before #; close it, or take it away";
    private static final String QUOTES = "'\"`";
    private static final Escapes NEWLINES = new Escapes("nr", "\n\r");

    private final Cursor in;

    NodeValue(Cursor in) {
        this.in = in;
    }

    Value read() throws RefusedException {
        int start = in.at();
        in.skip(NodeGrammar::space);
        int open = in.at();
        int close = QUOTES.indexOf(in.peek()) < 0 ? -1 : close(open);
        if (close < 0) {
            in.moveTo(start);
            return bare();
        }
        in.moveTo(close + 1);
        return value(in.charAt(open), in.between(open + 1, close), true);
    }

    private Value bare() throws RefusedException {
        String raw = trim(in.takeWhile(c -> c != '#' && c != '\n'));
        String text = NodeQuotes.off(raw);
        boolean unquoted = !text.equals(raw);
        char first = raw.isEmpty() ? Cursor.END : raw.charAt(0);
        if (!unquoted && QUOTES.indexOf(first) >= 0 && in.peek() == '#') {
            throw new RefusedException(CUT);
        }
        return value(first, text, unquoted);
    }

    private static Value value(char first, String text, boolean unquoted) {
        String expanded = first == '"' ? NEWLINES.decode(text) : text;
        return new Value(expanded, unquoted && first == '\'');
    }

    /**
     * The first quote without a backslash, or else the last one before it, that has nothing but a comment behind it.
     */
    private int close(int open) {
        char quote = in.charAt(open);
        int at = open + 1;
        while (in.charAt(at) != Cursor.END && (in.charAt(at) != quote || in.charAt(at - 1) == '\\')) {
            at++;
        }
        while (at > open && (in.charAt(at) != quote || !lineIsDone(at + 1))) {
            at--;
        }
        return at > open ? at : -1;
    }

    private boolean lineIsDone(int from) {
        int at = from;
        while (NodeGrammar.space(in.charAt(at)) && !NodeGrammar.endsLine(in.charAt(at))) {
            at++;
        }
        char next = in.charAt(at);
        return next == '#' || next == Cursor.END || NodeGrammar.endsLine(next);
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && NodeGrammar.space(text.charAt(from))) {
            from++;
        }
        while (from < to && NodeGrammar.space(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
