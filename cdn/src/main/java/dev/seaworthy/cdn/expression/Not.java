package dev.seaworthy.cdn.expression;

import java.util.stream.Stream;

/** The contrary of another node. */
record Not(Node of) implements Node {
    static Node of(Node node) {
        return node instanceof Not not ? not.of() : new Not(node);
    }

    @Override
    public String text() {
        return "not " + of.inner();
    }

    @Override
    public Match match(SampleRequest request) {
        return of.match(request).negated();
    }

    @Override
    public Stream<Node> all() {
        return Stream.concat(Stream.of(this), of.all());
    }
}
