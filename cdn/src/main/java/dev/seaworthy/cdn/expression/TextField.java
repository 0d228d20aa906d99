package dev.seaworthy.cdn.expression;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field that holds text. Comparisons tell capital from small letters but for {@link #wildcard}. Immutable.
 *
 * <p>Each comparison is checked: {@code IllegalArgumentException} if Cloudflare would refuse it or if it could never
 * hold.
 */
public final class TextField {
    private final Subject subject;

    TextField(Subject subject) {
        this.subject = subject;
    }

    /** The same in small letters (ASCII), to be compared with small letters. */
    public TextField lower() {
        return new TextField(new Subject(subject.field(), subject.key(), true));
    }

    public Expression eq(String value) {
        return compared(Operator.EQ, value);
    }

    public Expression ne(String value) {
        return subject.isList() ? eq(value).not() : compared(Operator.NE, value);
    }

    public Expression in(String... values) {
        List<String> bytes = Stream.of(values).map(ByteText::of).toList();
        return Expression.of(new Comparison(subject, Operator.IN, bytes));
    }

    public Expression contains(String part) {
        return compared(Operator.CONTAINS, part);
    }

    public Expression startsWith(String beginning) {
        return subject.isList()
                ? strictWildcard(Wildcard.literal(nonEmpty(beginning)) + "*")
                : compared(Operator.STARTS_WITH, beginning);
    }

    public Expression endsWith(String end) {
        return subject.isList()
                ? strictWildcard("*" + Wildcard.literal(nonEmpty(end)))
                : compared(Operator.ENDS_WITH, end);
    }

    /** The whole text; {@code *} stands for any characters or none, {@code \*} and {@code \\} for themselves. */
    public Expression strictWildcard(String pattern) {
        return compared(Operator.STRICT_WILDCARD, pattern);
    }

    /** As {@link #strictWildcard}, whatever the case of the letters. */
    public Expression wildcard(String pattern) {
        return compared(Operator.WILDCARD, pattern);
    }

    /**
     * A regular expression (Rust's syntax) that fits somewhere; on plans from Business up, and never evaluated here.
     */
    public Expression matchesRegex(String regex) {
        return compared(Operator.MATCHES, regex);
    }

    private Expression compared(Operator operator, String value) {
        return Expression.of(new Comparison(subject, operator, List.of(ByteText.of(value))));
    }

    private static String nonEmpty(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("Every text begins and ends with the empty one");
        }
        return value;
    }

    @Override
    public String toString() {
        return subject.text();
    }
}
