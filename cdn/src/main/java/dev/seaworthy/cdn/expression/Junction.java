package dev.seaworthy.cdn.expression;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two nodes or more, of which all must hold, or any. Those of the same sort within it are taken up into it. */
record Junction(boolean and, List<Node> nodes) implements Node {
    static Node of(boolean and, List<Node> nodes) {
        List<Node> flat = nodes.stream()
                .flatMap(node ->
                        node instanceof Junction inner && inner.and == and ? inner.nodes.stream() : Stream.of(node))
                .toList();
        return flat.size() == 1 ? flat.get(0) : new Junction(and, flat);
    }

    @Override
    public String text() {
        return nodes.stream().map(Node::inner).collect(Collectors.joining(and ? " and " : " or "));
    }

    @Override
    public String inner() {
        return "(" + text() + ")";
    }

    @Override
    public Match match(SampleRequest request) {
        Match match = Match.YES;
        for (Node node : nodes) {
            Match one = node.match(request);
            match = match.and(and ? one : one.negated());
            if (match == Match.NO) {
                break;
            }
        }
        return and ? match : match.negated();
    }

    @Override
    public Stream<Node> all() {
        return Stream.concat(Stream.of(this), nodes.stream().flatMap(Node::all));
    }
}
