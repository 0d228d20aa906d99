package dev.seaworthy.core.deploy.vercel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request must have, or must not have, for a route to apply. Immutable.
 *
 * @param key the name of the header, cookie or query parameter; empty for the host
 * @param value a regular expression that the whole value must match; empty if any will do
 */
public record RouteCondition(Type type, Optional<String> key, Optional<String> value) {
    /** Where a condition looks. */
    public enum Type {
        HOST("host"),
        HEADER("header"),
        COOKIE("cookie"),
        QUERY("query");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        static Optional<Type> of(String word) {
            for (Type type : values()) {
                if (type.word.equals(word)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the host has a key or no value, or another no key */
    public RouteCondition {
        Objects.requireNonNull(type, "type");
        if ((type == Type.HOST) == key.isPresent() || (type == Type.HOST && value.isEmpty())) {
            throw new IllegalArgumentException(
                    "Condition on " + type.word + ": a host has a value and no key, all others have a key");
        }
    }

    public static RouteCondition host(String regex) {
        return new RouteCondition(Type.HOST, Optional.empty(), Optional.of(regex));
    }

    public static RouteCondition header(String name) {
        return new RouteCondition(Type.HEADER, Optional.of(name), Optional.empty());
    }

    public static RouteCondition header(String name, String regex) {
        return new RouteCondition(Type.HEADER, Optional.of(name), Optional.of(regex));
    }

    public static RouteCondition cookie(String name) {
        return new RouteCondition(Type.COOKIE, Optional.of(name), Optional.empty());
    }

    public static RouteCondition cookie(String name, String regex) {
        return new RouteCondition(Type.COOKIE, Optional.of(name), Optional.of(regex));
    }

    public static RouteCondition query(String name) {
        return new RouteCondition(Type.QUERY, Optional.of(name), Optional.empty());
    }

    public static RouteCondition query(String name, String regex) {
        return new RouteCondition(Type.QUERY, Optional.of(name), Optional.of(regex));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", type.word);
        key.ifPresent(name -> tree.put("key", name));
        value.ifPresent(regex -> tree.put("value", regex));
        return tree;
    }
}
