package dev.seaworthy.cdn.expression;

import java.util.List;
import java.util.stream.LongStream;

/** A field that holds a whole number, zero or more. Immutable. */
public final class NumberField {
    private final Subject subject;

    NumberField(Subject subject) {
        this.subject = subject;
    }

    public Expression eq(long value) {
        return compared(Operator.EQ, value);
    }

    public Expression ne(long value) {
        return compared(Operator.NE, value);
    }

    public Expression lessThan(long value) {
        return compared(Operator.LT, value);
    }

    public Expression atMost(long value) {
        return compared(Operator.LE, value);
    }

    public Expression greaterThan(long value) {
        return compared(Operator.GT, value);
    }

    public Expression atLeast(long value) {
        return compared(Operator.GE, value);
    }

    public Expression in(long... values) {
        List<String> texts = LongStream.of(values).mapToObj(Long::toString).toList();
        return Expression.of(new Comparison(subject, Operator.IN, texts));
    }

    private Expression compared(Operator operator, long value) {
        return Expression.of(new Comparison(subject, operator, List.of(Long.toString(value))));
    }

    @Override
    public String toString() {
        return subject.text();
    }
}
