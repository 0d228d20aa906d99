package dev.seaworthy.core.config.dotenv;

/** What stands behind {@code =}: a text in quotes, or the rest of the line up to a {@code #} with space before it. */
final class PythonValue {
    private static final String OPEN = "opens a quote that is never closed; close it";
    private static final Escapes SINGLE = new Escapes("\\'", "\\'");
    private static final Escapes DOUBLE = new Escapes("\\'\"abfnrtv", "\\'\"\u0007\b\f\n\r\t\u000B");

    private final Cursor in;

    PythonValue(Cursor in) {
        this.in = in;
    }

    /** @param gap whether space stands before it, which makes {@code #} a comment */
    Value read(boolean gap) throws RefusedException {
        return switch (in.peek()) {
            case '\'' -> Value.literal(SINGLE.decode(quoted()));
            case '"' -> Value.open(DOUBLE.decode(quoted()));
            default -> Value.open(bare(gap));
        };
    }

    private String quoted() throws RefusedException {
        int open = in.at();
        int at = open + 1;
        while (in.charAt(at) != in.charAt(open)) {
            if (in.charAt(at) == Cursor.END) {
                throw new RefusedException(OPEN);
            }
            at += in.charAt(at) == '\\' ? 2 : 1;
        }
        in.moveTo(at + 1);
        return in.between(open + 1, at);
    }

    private String bare(boolean gap) {
        String line = in.takeWhile(PythonGrammar::withinLine);
        boolean space = gap;
        int end = 0;
        for (int at = 0; at < line.length() && !(space && line.charAt(at) == '#'); at++) {
            space = PythonGrammar.space(line.charAt(at));
            end = space ? end : at + 1;
        }
        return line.substring(0, end);
    }
}
