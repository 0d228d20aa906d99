package dev.seaworthy.cdn.expression;

import java.util.stream.Stream;

/** A node of an expression's tree. Immutable, equal by value. */
sealed interface Node permits Constant, Flag, Comparison, Not, Junction, Raw {
    /** Cloudflare's text of it. */
    String text();

    Match match(SampleRequest request);

    /** Itself and all below. */
    default Stream<Node> all() {
        return Stream.of(this);
    }

    /** Its text inside another node. */
    default String inner() {
        return text();
    }
}
