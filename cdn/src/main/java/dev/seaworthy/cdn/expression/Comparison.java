package dev.seaworthy.cdn.expression;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One field against one value, or against a set of them. Texts are held as bytes ({@link ByteText}). */
record Comparison(Subject subject, Operator operator, List<String> values) implements Node {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    /** @throws IllegalArgumentException if Cloudflare would refuse it, or if it could never hold */
    Comparison(Subject subject, Operator operator, List<String> values) {
        this.subject = subject;
        this.operator = operator;
        this.values = List.copyOf(values);
        check(!values.isEmpty(), "needs a value");
        check(values.size() == 1 || operator == Operator.IN, "takes one value");
        switch (subject.field().kind()) {
            case NUMBER -> values.forEach(value -> check(NUMBER.matcher(value).matches(), "takes whole numbers"));
            case ADDRESS -> checkAddresses(values);
            case FLAG -> check(false, "is true or false, and compared with nothing");
            default -> values.forEach(this::checkText);
        }
    }

    private void checkAddresses(List<String> addresses) {
        addresses.forEach(Cidr::of);
        boolean single = addresses.stream().noneMatch(address -> address.contains("/"));
        check(single || operator == Operator.IN, "takes ranges with in alone");
        check(List.of(Operator.IN, Operator.EQ, Operator.NE).contains(operator), "knows eq, ne and in alone");
    }

    private void checkText(String value) {
        check(!value.isEmpty() || !isPartial(), "is always so with an empty value");
        check(
                !subject.lower() || operator == Operator.MATCHES || value.equals(ByteText.lower(value)),
                "is in small letters, so it never fits " + Quoted.escape(value));
        check(!(subject.isList() && operator == Operator.NE), "has several values: negate eq");
        check(!(subject.isList() && operator.isFunction()), "has several values: use a wildcard");
        if (operator == Operator.WILDCARD || operator == Operator.STRICT_WILDCARD) {
            Wildcard.of(value);
        }
        if (subject.field() == FieldName.METHOD
                && !subject.lower()
                && (operator == Operator.EQ || operator == Operator.IN)) {
            check(value.matches("[A-Z]+"), "is in capital letters, so it never fits " + Quoted.escape(value));
        }
        if (subject.field() == FieldName.COUNTRY && (operator == Operator.EQ || operator == Operator.IN)) {
            check(value.matches("[A-Z][A-Z0-9]"), "is two capital letters, so it never fits " + Quoted.escape(value));
        }
    }

    private boolean isPartial() {
        return operator == Operator.CONTAINS || operator.isFunction() || operator == Operator.MATCHES;
    }

    private void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(subject.text() + " " + operator.word() + " " + problem);
        }
    }

    @Override
    public String text() {
        String plain = operator.isFunction()
                ? operator.word() + "(" + subject.text() + ", " + literal(values.get(0)) + ")"
                : subject.text() + " " + operator.word() + " " + right();
        return subject.isList() ? "any(" + plain + ")" : plain;
    }

    private String right() {
        return operator == Operator.IN
                ? values.stream().map(this::literal).collect(Collectors.joining(" ", "{", "}"))
                : literal(values.get(0));
    }

    private String literal(String value) {
        boolean plain = subject.field().kind() == Kind.NUMBER || subject.field().kind() == Kind.ADDRESS;
        return plain ? value : Quoted.escape(value);
    }

    @Override
    public Match match(SampleRequest request) {
        Optional<List<String>> known = request.values(subject.field(), subject.key());
        if (known.isEmpty() || operator == Operator.MATCHES) {
            return Match.UNKNOWN;
        }
        return Match.of(known.get().stream().anyMatch(this::holds));
    }

    private boolean holds(String value) {
        return switch (subject.field().kind()) {
            case NUMBER -> operator.holdsOfNumbers(Long.parseLong(value), values);
            case ADDRESS -> operator.holdsOfAddresses(Cidr.of(value), values);
            default -> operator.holdsOfTexts(subject.lower() ? ByteText.lower(value) : value, values);
        };
    }

    /** Paths that decide it, if it is about the path. */
    Stream<String> examplePaths() {
        if (subject.field() == FieldName.EXTENSION && (operator == Operator.EQ || operator == Operator.IN)) {
            return values.stream().map(extension -> "/x." + extension);
        }
        return subject.field() == FieldName.PATH ? values.stream().map(this::examplePath) : Stream.empty();
    }

    private String examplePath(String value) {
        String path = switch (operator) {
            case STARTS_WITH -> value.endsWith("/") ? value + "x" : value;
            case WILDCARD, STRICT_WILDCARD -> Wildcard.of(value).example("x");
            case ENDS_WITH, CONTAINS ->
                value.startsWith("/") ? value + (operator == Operator.CONTAINS ? "x" : "") : "/x" + value;
            default -> value;
        };
        return path.startsWith("/") ? path : "/" + path;
    }
}
