package dev.seaworthy.core.deploy.vercel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of trees of JSON, which nobody else can change. */
final class Trees {
    private static final int DEEPEST = 100;

    private Trees() {}

    /** @throws IllegalArgumentException if it is no JSON, or more than 100 levels deep */
    static @Nullable Object copy(@Nullable Object tree) {
        return copy(tree, 0);
    }

    private static @Nullable Object copy(@Nullable Object tree, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a value is nested more than " + DEEPEST + " deep");
        }
        if (tree instanceof Map<?, ?> members) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            members.forEach((name, member) -> copy.put(name(name), copy(member, depth + 1)));
            return copy;
        }
        if (tree instanceof List<?> elements) {
            List<@Nullable Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(copy(element, depth + 1)));
            return copy;
        }
        boolean isNumber = tree instanceof Integer
                || tree instanceof Long
                || tree instanceof BigInteger
                || tree instanceof BigDecimal
                || (tree instanceof Double number && Double.isFinite(number));
        if (tree == null || tree instanceof String || tree instanceof Boolean || isNumber) {
            return tree;
        }
        throw new IllegalArgumentException("a value is no JSON, but of " + tree.getClass());
    }

    private static String name(@Nullable Object name) {
        if (name instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a name of a member is no text");
    }
}
