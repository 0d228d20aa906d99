package dev.seaworthy.cdn.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the part of the grammar that we write: known fields, their operators, and, or, not. One thread at a time. */
final class Parser {
    private static final int DEEPEST = 64;

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Empty if there is anything in it that we do not write. */
    static Optional<Node> parse(String text) {
        try {
            Parser parser = new Parser(Lexer.tokens(text));
            Node node = parser.or();
            parser.check(parser.peek().sort() == Token.Sort.END);
            return Optional.of(node);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Node or() {
        List<Node> nodes = new ArrayList<>(List.of(and()));
        while (takes("or") || takes("||")) {
            nodes.add(and());
        }
        return Junction.of(false, nodes);
    }

    private Node and() {
        List<Node> nodes = new ArrayList<>(List.of(unary()));
        while (takes("and") || takes("&&")) {
            nodes.add(unary());
        }
        return Junction.of(true, nodes);
    }

    private Node unary() {
        check(++depth <= DEEPEST);
        Node node = takes("not") || takes("!") ? Not.of(unary()) : primary();
        depth--;
        return node;
    }

    private Node primary() {
        if (takes("(")) {
            Node node = or();
            expect(")");
            return node;
        }
        if (peek().is("true") || peek().is("false")) {
            return new Constant(next().is("true"));
        }
        if (takes("any")) {
            return inBrackets(true);
        }
        Optional<Operator> function = Operator.of(peek().text()).filter(Operator::isFunction);
        return function.isPresent() ? function(function.get()) : comparison(false);
    }

    private Node inBrackets(boolean list) {
        expect("(");
        Node node = comparison(list);
        expect(")");
        return node;
    }

    private Node function(Operator operator) {
        next();
        expect("(");
        Subject subject = subject();
        expect(",");
        Node node = new Comparison(subject, operator, List.of(string()));
        expect(")");
        return node;
    }

    private Node comparison(boolean list) {
        Subject subject = subject();
        check(subject.isList() == list);
        if (subject.field().kind() == Kind.FLAG) {
            return new Flag(subject.field());
        }
        Operator operator = operator();
        return new Comparison(subject, operator, operator == Operator.IN ? set(subject) : List.of(value(subject)));
    }

    private Subject subject() {
        boolean lower = takes("lower");
        if (lower) {
            expect("(");
        }
        FieldName field = FieldName.of(next().text()).orElseThrow(IllegalArgumentException::new);
        String key = "";
        if (field.kind() == Kind.NAMED_TEXTS) {
            expect("[");
            key = string();
            expect("]");
            each();
        }
        if (lower) {
            check(field.kind() == Kind.TEXT || field.kind() == Kind.NAMED_TEXTS);
            expect(")");
            if (field.kind() == Kind.NAMED_TEXTS) {
                each();
            }
        }
        return new Subject(field, key, lower);
    }

    private void each() {
        expect("[");
        expect("*");
        expect("]");
    }

    private Operator operator() {
        String word = takes("strict") ? "strict " + next().text() : next().text();
        return Operator.of(word).filter(one -> !one.isFunction()).orElseThrow(IllegalArgumentException::new);
    }

    private List<String> set(Subject subject) {
        expect("{");
        List<String> values = new ArrayList<>();
        while (!takes("}")) {
            values.add(value(subject));
        }
        return values;
    }

    private String value(Subject subject) {
        boolean plain = subject.field().kind() == Kind.NUMBER || subject.field().kind() == Kind.ADDRESS;
        if (!plain) {
            return string();
        }
        check(peek().sort() == Token.Sort.WORD);
        return next().text();
    }

    private String string() {
        check(peek().sort() == Token.Sort.STRING);
        return next().text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = peek();
        at += token.sort() == Token.Sort.END ? 0 : 1;
        return token;
    }

    private boolean takes(String word) {
        if (!peek().is(word)) {
            return false;
        }
        next();
        return true;
    }

    private void expect(String word) {
        check(takes(word));
    }

    private void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("Not of our grammar at token " + at);
        }
    }
}
