package dev.seaworthy.cdn.probe.visit;

import dev.seaworthy.cdn.probe.answer.Asked;
import dev.seaworthy.cdn.probe.answer.Marks;
import dev.seaworthy.cdn.probe.declaration.Visitor;
import dev.seaworthy.core.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** The visitors as whom one URL is asked for. Immutable. */
final class Party {
    private static final int MARK_BYTES = 12;

    private final List<Visitor> visitors;
    private final Marks marks;

    private Party(List<Visitor> visitors) {
        this.visitors = List.copyOf(visitors);
        marks = new Marks(visitors.stream().map(Party::mark).toList());
    }

    static Party of(List<Visitor> visitors) {
        return new Party(visitors);
    }

    /** Two by a cookie of chance, which no server knows. */
    static Party strangers(RandomGenerator random) {
        return new Party(List.of(cookie(random), cookie(random)));
    }

    /** Two by a cookie and two by a token, of chance all of them. */
    static Party strangersWithTokens(RandomGenerator random) {
        return new Party(List.of(cookie(random), cookie(random), token(random), token(random)));
    }

    Marks marks() {
        return marks;
    }

    int size() {
        return visitors.size();
    }

    /** From 1. */
    Asked asked(int visitor) {
        return Asked.visitor(visitor, visitors.get(visitor - 1).header());
    }

    String header(int visitor) {
        return visitors.get(visitor - 1).header();
    }

    String value(int visitor) {
        return visitors.get(visitor - 1).value().reveal();
    }

    /** What is known of him wherever it comes back: the value without its name or scheme. */
    private static Secret mark(Visitor visitor) {
        String value = visitor.value().reveal();
        String bare = value.replaceFirst("^[^=\\s]+[=\\s]", "");
        return Secret.of(bare.isEmpty() || bare.length() < MARK_BYTES ? value : bare);
    }

    private static Visitor cookie(RandomGenerator random) {
        return Visitor.cookie(Secret.of("seaworthy_probe=" + word(random)));
    }

    private static Visitor token(RandomGenerator random) {
        return Visitor.authorization(Secret.of("Bearer seaworthy-probe-" + word(random)));
    }

    private static String word(RandomGenerator random) {
        byte[] bytes = new byte[MARK_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
