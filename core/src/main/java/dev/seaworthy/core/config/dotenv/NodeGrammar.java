package dev.seaworthy.core.config.dotenv;

import java.util.Optional;

/** As motdotla/dotenv 17 reads it: space goes on over the ends of lines, and what is no assignment is passed over. */
final class NodeGrammar implements Grammar {
    private static final String LINE = "must be NAME=value, NAME: value, a comment or empty";

    private final Cursor in;
    private final Reading out;

    NodeGrammar(Cursor in, Reading out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void read() {
        in.skip(NodeGrammar::space);
        while (!in.ended()) {
            statement();
            in.skip(c -> !endsLine(c));
            in.skip(NodeGrammar::space);
        }
    }

    private void statement() {
        if (in.peek() == '#') {
            return;
        }
        int line = in.line();
        Optional<String> name = exportedName().or(this::name);
        if (name.isEmpty()) {
            out.refuse(line, LINE);
        } else {
            assignment(name.get(), line);
        }
    }

    private void assignment(String name, int line) {
        int opened = in.line();
        try {
            out.set(name, new NodeValue(in).read(), line);
        } catch (RefusedException e) {
            out.refuse(opened, e.rule());
        }
    }

    private Optional<String> exportedName() {
        int start = in.at();
        Optional<String> name = in.take("export") && in.skip(NodeGrammar::space) ? name() : Optional.empty();
        if (name.isEmpty()) {
            in.moveTo(start);
        }
        return name;
    }

    /** A name and what parts it from its value; empty, and still on its line, without both. */
    private Optional<String> name() {
        String name = in.takeWhile(NodeGrammar::inName);
        return name.isEmpty() || !parted() ? Optional.empty() : Optional.of(name);
    }

    private boolean parted() {
        int start = in.at();
        in.skip(NodeGrammar::space);
        if (in.take("=")) {
            return true;
        }
        in.moveTo(start);
        return in.take(":") && in.take(NodeGrammar::space);
    }

    private static boolean inName(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "_.-".indexOf(c) >= 0;
    }

    /** ECMAScript's WhiteSpace and LineTerminator. */
    static boolean space(int c) {
        return (c >= '\t' && c <= '\r') || c == '\uFEFF' || Character.isSpaceChar(c);
    }

    static boolean endsLine(int c) {
        return c == '\n' || c == '\u2028' || c == '\u2029';
    }
}
