package dev.seaworthy.core.config.dotenv;

/** As python-dotenv 1.2.4 reads it: a line that it can't read is refused up to its end. */
final class PythonGrammar implements Grammar {
    private static final String LINE = "must be NAME=value, a NAME alone, a comment or empty";
    private static final String BEHIND = "must have nothing but a comment behind its closing quote";

    private final Cursor in;
    private final Reading out;

    PythonGrammar(Cursor in, Reading out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void read() {
        in.skip(PythonGrammar::space);
        while (!in.ended()) {
            binding();
            in.skip(PythonGrammar::withinLine);
            in.skip(PythonGrammar::space);
        }
    }

    private void binding() {
        int line = in.line();
        int refused = line;
        try {
            export();
            if (in.peek() != '#') {
                String name = name();
                in.skip(PythonGrammar::gap);
                refused = in.line();
                bind(name, line);
            }
        } catch (RefusedException e) {
            out.refuse(refused, e.rule());
        }
    }

    private void bind(String name, int line) throws RefusedException {
        if (in.take("=")) {
            boolean gap = in.skip(PythonGrammar::gap);
            Value value = new PythonValue(in).read(gap);
            endLine(BEHIND);
            out.set(name, value, line);
        } else {
            endLine(LINE);
            out.unset(name);
        }
    }

    private void export() {
        int start = in.at();
        if (!in.take("export") || !in.skip(PythonGrammar::gap)) {
            in.moveTo(start);
        }
    }

    private String name() throws RefusedException {
        int start = in.at();
        boolean quoted = in.take("'");
        String name = in.takeWhile(quoted ? c -> c != '\'' : PythonGrammar::inName);
        if (name.isEmpty() || (quoted && !in.take("'"))) {
            in.moveTo(start);
            throw new RefusedException(LINE);
        }
        return name;
    }

    private void endLine(String rule) throws RefusedException {
        in.skip(PythonGrammar::gap);
        if (in.peek() != '#' && in.peek() != '\n' && !in.ended()) {
            throw new RefusedException(rule);
        }
    }

    private static boolean inName(int c) {
        return c != '=' && c != '#' && !space(c);
    }

    private static boolean gap(int c) {
        return space(c) && withinLine(c);
    }

    static boolean withinLine(int c) {
        return c != '\n';
    }

    /** What {@code str.isspace()} takes for a space. */
    static boolean space(int c) {
        return (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F) || c == 0x85 || Character.isSpaceChar(c);
    }
}
