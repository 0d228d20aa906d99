package dev.seaworthy.core.deploy.vercel.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON and where it stands. Immutable, as long as the tree is left alone.
 *
 * @param pointer a JSON pointer (RFC 6901)
 */
public record Node(String pointer, @Nullable Object value) {
    public static Node root(Object tree) {
        return new Node("", tree);
    }

    public boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    public boolean isList() {
        return value instanceof List<?>;
    }

    public boolean has(String name) {
        return value instanceof Map<?, ?> members && members.containsKey(name);
    }

    /** Whether the member is there, and is not null. */
    public boolean hasValue(String name) {
        return value instanceof Map<?, ?> members && members.get(name) != null;
    }

    /** Where a member of this name is, or would be. */
    public Node at(String name) {
        return new Node(pointer + "/" + escaped(name), value instanceof Map<?, ?> members ? members.get(name) : null);
    }

    public Optional<Node> child(String name) {
        return has(name) ? Optional.of(at(name)) : Optional.empty();
    }

    /** Names of the members, if this is an object. */
    public List<String> names() {
        return value instanceof Map<?, ?> members
                ? members.keySet().stream().map(String.class::cast).toList()
                : List.of();
    }

    /** The members, if this is an object. */
    public List<Node> members() {
        return names().stream().map(this::at).toList();
    }

    /** The elements, if this is a list. */
    public List<Node> elements() {
        List<Node> nodes = new ArrayList<>();
        if (value instanceof List<?> elements) {
            for (Object element : elements) {
                nodes.add(new Node(pointer + "/" + nodes.size(), element));
            }
        }
        return nodes;
    }

    /** The elements of the member, if it is a list. */
    public List<Node> list(String name) {
        return at(name).elements();
    }

    public Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<String> text(String name) {
        return at(name).text();
    }

    public Optional<Boolean> flag(String name) {
        return at(name).value() instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    public Optional<BigDecimal> number() {
        if (value instanceof BigDecimal decimal) {
            return Optional.of(decimal);
        }
        return value instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }

    /** The number, if it is whole and an int. */
    public Optional<Integer> whole() {
        return number().filter(Node::isInt).map(BigDecimal::intValueExact);
    }

    private static boolean isInt(BigDecimal number) {
        boolean inRange = number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                && number.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) >= 0;
        return inRange && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
