package dev.seaworthy.cdn.expression;

import java.util.List;

/** A field that holds an address. Immutable. */
public final class AddressField {
    private final Subject subject;

    AddressField(Subject subject) {
        this.subject = subject;
    }

    /** Single addresses and ranges, IPv4 and IPv6: {@code 203.0.113.0/24}, {@code 2001:db8::1}. */
    public Expression in(String... ranges) {
        return Expression.of(new Comparison(subject, Operator.IN, List.of(ranges)));
    }

    /** One address; ranges take {@link #in}. */
    public Expression eq(String address) {
        return Expression.of(new Comparison(subject, Operator.EQ, List.of(address)));
    }

    @Override
    public String toString() {
        return subject.text();
    }
}
