package dev.seaworthy.core.config.dotenv;

/** What the readers agree on. A line stands for itself: nothing goes on over its end. */
final class StrictGrammar implements Grammar {
    private static final String LINE = "must be NAME=value, a comment or empty";
    private static final String SEPARATOR = "must be without U+2028 and U+2029, where some readers end the line";

    private final Cursor in;
    private final Reading out;

    StrictGrammar(Cursor in, Reading out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void read() {
        while (!in.ended()) {
            int line = in.line();
            try {
                line(in.takeWhile(c -> c != '\n'), line);
            } catch (RefusedException e) {
                out.refuse(line, e.rule());
            }
            in.take("\n");
        }
    }

    private void line(String text, int line) throws RefusedException {
        if (text.indexOf('\u2028') >= 0 || text.indexOf('\u2029') >= 0) {
            throw new RefusedException(SEPARATOR);
        }
        Cursor at = Cursor.over(text);
        at.skip(StrictGrammar::blank);
        if (!at.ended() && at.peek() != '#') {
            assignment(at, line);
        }
    }

    private void assignment(Cursor at, int line) throws RefusedException {
        String name = name(at);
        at.skip(StrictGrammar::blank);
        if (!at.take("=")) {
            throw new RefusedException(LINE);
        }
        at.skip(StrictGrammar::blank);
        Value value = StrictValue.of(withoutBlanksBehind(at.takeWhile(c -> true)));
        if (out.has(name)) {
            throw new RefusedException("sets " + name + " a second time; keep one");
        }
        out.set(name, value, line);
    }

    private static String name(Cursor at) throws RefusedException {
        String word = at.takeWhile(StrictGrammar::inName);
        String name =
                word.equals("export") && at.skip(StrictGrammar::blank) ? at.takeWhile(StrictGrammar::inName) : word;
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            throw new RefusedException(LINE);
        }
        return name;
    }

    private static String withoutBlanksBehind(String text) {
        int end = text.length();
        while (end > 0 && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static boolean blank(int c) {
        return c == ' ' || c == '\t';
    }

    private static boolean inName(int c) {
        return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
