package dev.seaworthy.cdn.expression;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests are meant, in Cloudflare's rules language. Immutable, equal by what it says.
 *
 * <p><b>Guarantees</b>: each value is quoted and escaped, so none can end its literal; each part is in the parentheses
 * that it needs; the text has at most {@value #MAX_LENGTH} characters.
 *
 * <p><b>Not covered</b>: {@link #rawUnsafely}, of which only quotes and brackets are checked.
 */
public final class Expression {
    /** The longest text that Cloudflare takes. */
    public static final int MAX_LENGTH = 4096;

    private static final Pattern PATH_OF_A_URL =
            Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+");
    private static final Expression ALWAYS = new Expression(new Constant(true));

    private final Node node;
    private final String text;

    private Expression(Node node) {
        this.node = node;
        text = node.text();
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("An expression has at most " + MAX_LENGTH + " characters, this one "
                    + text.length() + "; split it into several rules");
        }
    }

    static Expression of(Node node) {
        return new Expression(node);
    }

    /** Every request. */
    public static Expression always() {
        return ALWAYS;
    }

    /**
     * Paths: {@code /static/*} is all below {@code /static/}, {@code /about} that one alone, {@code *.css} all that
     * ends so; a star elsewhere stands for any characters, slashes too. No regular expression comes of it.
     */
    public static Expression path(String pattern) {
        return PathPattern.expression(pattern);
    }

    /** A text of yours, sent as it is; one mistake in it may open what a rule should close. Never evaluated here. */
    public static Expression rawUnsafely(String text) {
        Lexer.checkBalance(text);
        return new Expression(new Raw(text));
    }

    /**
     * The expression of a text. What it does not know stays raw, as a whole, so that nothing is lost.
     *
     * @throws IllegalArgumentException if quotes or brackets do not close, or if it is too long
     */
    public static Expression parse(String text) {
        Lexer.checkBalance(text);
        return new Expression(Parser.parse(text).orElseGet(() -> new Raw(text)));
    }

    public static Expression all(List<Expression> expressions) {
        return joined(true, expressions.stream());
    }

    public static Expression any(List<Expression> expressions) {
        return joined(false, expressions.stream());
    }

    public Expression and(Expression other) {
        return joined(true, Stream.of(this, other));
    }

    public Expression or(Expression other) {
        return joined(false, Stream.of(this, other));
    }

    public Expression not() {
        return new Expression(Not.of(node));
    }

    private static Expression joined(boolean and, Stream<Expression> expressions) {
        List<Node> nodes = expressions.map(one -> one.node).toList();
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("There is no expression to join");
        }
        return new Expression(Junction.of(and, nodes));
    }

    /** Whether it holds for a request, by Cloudflare's semantics. */
    public Match match(SampleRequest request) {
        return node.match(Objects.requireNonNull(request, "request"));
    }

    /** Whether a regular expression is part of it, which needs a plan from Business up. */
    public boolean usesRegex() {
        return comparisons().anyMatch(one -> one.operator() == Operator.MATCHES);
    }

    /** Whether a raw text is part of it. */
    public boolean isRaw() {
        return node.all().anyMatch(Raw.class::isInstance);
    }

    /** Cloudflare's names of the fields that it asks, sorted; those in raw text are not seen. */
    public Set<String> fields() {
        Stream<String> compared = comparisons().map(one -> one.subject().field().text());
        Stream<String> flags = node.all()
                .filter(Flag.class::isInstance)
                .map(one -> ((Flag) one).field().text());
        return Stream.concat(compared, flags).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Paths to try rules with: for each comparison of the path one that fits it. */
    public List<String> examplePaths() {
        return comparisons()
                .flatMap(Comparison::examplePaths)
                .filter(path -> PATH_OF_A_URL.matcher(path).matches())
                .distinct()
                .toList();
    }

    private Stream<Comparison> comparisons() {
        return node.all().filter(Comparison.class::isInstance).map(Comparison.class::cast);
    }

    /** Cloudflare's text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && node.equals(expression.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /** As {@link #text}. */
    @Override
    public String toString() {
        return text;
    }
}
