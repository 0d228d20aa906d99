package dev.seaworthy.cdn.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a field is compared. */
enum Operator {
    EQ("eq", "=="),
    NE("ne", "!="),
    LT("lt", "<"),
    LE("le", "<="),
    GT("gt", ">"),
    GE("ge", ">="),
    CONTAINS("contains", "contains"),
    STARTS_WITH("starts_with", "starts_with"),
    ENDS_WITH("ends_with", "ends_with"),
    WILDCARD("wildcard", "wildcard"),
    STRICT_WILDCARD("strict wildcard", "strict wildcard"),
    MATCHES("matches", "~"),
    IN("in", "in");

    private final String word;
    private final String sign;

    Operator(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    static Optional<Operator> of(String text) {
        return Arrays.stream(values())
                .filter(operator -> operator.word.equals(text) || operator.sign.equals(text))
                .findFirst();
    }

    String word() {
        return word;
    }

    /** Whether it is written {@code starts_with(field, value)}. */
    boolean isFunction() {
        return this == STARTS_WITH || this == ENDS_WITH;
    }

    /** Of texts, byte by byte; case counts but for {@code wildcard}. */
    boolean holdsOfTexts(String left, List<String> right) {
        String value = right.get(0);
        return switch (this) {
            case EQ -> left.equals(value);
            case NE -> !left.equals(value);
            case LT -> left.compareTo(value) < 0;
            case LE -> left.compareTo(value) <= 0;
            case GT -> left.compareTo(value) > 0;
            case GE -> left.compareTo(value) >= 0;
            case CONTAINS -> left.contains(value);
            case STARTS_WITH -> left.startsWith(value);
            case ENDS_WITH -> left.endsWith(value);
            case WILDCARD -> Wildcard.of(ByteText.lower(value)).fits(ByteText.lower(left));
            case STRICT_WILDCARD -> Wildcard.of(value).fits(left);
            case IN -> right.contains(left);
            case MATCHES -> throw new IllegalStateException("Regular expressions are not evaluated");
        };
    }

    boolean holdsOfNumbers(long left, List<String> right) {
        long value = Long.parseLong(right.get(0));
        return switch (this) {
            case EQ -> left == value;
            case NE -> left != value;
            case LT -> left < value;
            case LE -> left <= value;
            case GT -> left > value;
            case GE -> left >= value;
            default -> right.stream().anyMatch(one -> Long.parseLong(one) == left);
        };
    }

    boolean holdsOfAddresses(Cidr left, List<String> right) {
        boolean inside = right.stream().anyMatch(range -> Cidr.of(range).contains(left));
        return (this == NE) != inside;
    }
}
