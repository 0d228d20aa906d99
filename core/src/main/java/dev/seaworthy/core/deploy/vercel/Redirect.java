package dev.seaworthy.core.deploy.vercel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A redirect. Immutable.
 *
 * @param source a pattern of path-to-regexp 6.1, such as {@code /blog/:slug}
 * @param destination a path or URL; a parameter of the source stands in it as {@code :slug}
 * @param permanent true for 308, false for 307; empty if a status is given
 * @param statusCode empty if {@code permanent} is given; if neither is, Vercel answers 308
 * @param has what a request must have
 * @param missing what it must not have
 */
public record Redirect(
        String source,
        String destination,
        Optional<Boolean> permanent,
        Optional<Integer> statusCode,
        List<RouteCondition> has,
        List<RouteCondition> missing) {
    /** @throws IllegalArgumentException if both {@code permanent} and {@code statusCode} are given */
    public Redirect {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        if (permanent.isPresent() && statusCode.isPresent()) {
            throw new IllegalArgumentException(
                    "Redirect of " + source + ": Vercel takes permanent or statusCode, and not both");
        }
        has = List.copyOf(has);
        missing = List.copyOf(missing);
    }

    /** With 308, which browsers remember: there is no way back from a wrong one. */
    public static Redirect permanent(String source, String destination) {
        return new Redirect(source, destination, Optional.of(true), Optional.empty(), List.of(), List.of());
    }

    /** With 307. */
    public static Redirect temporary(String source, String destination) {
        return new Redirect(source, destination, Optional.of(false), Optional.empty(), List.of(), List.of());
    }

    /** With 301, 302, 303, 307 or 308. */
    public static Redirect withStatus(int statusCode, String source, String destination) {
        return new Redirect(source, destination, Optional.empty(), Optional.of(statusCode), List.of(), List.of());
    }

    /** The same, for requests that have this too. */
    public Redirect has(RouteCondition condition) {
        return new Redirect(source, destination, permanent, statusCode, more(has, condition), missing);
    }

    /** The same, for requests that do not have this. */
    public Redirect missing(RouteCondition condition) {
        return new Redirect(source, destination, permanent, statusCode, has, more(missing, condition));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("source", source);
        tree.put("destination", destination);
        permanent.ifPresent(flag -> tree.put("permanent", flag));
        statusCode.ifPresent(code -> tree.put("statusCode", code));
        put(tree, has, missing);
        return tree;
    }

    static void put(Map<String, Object> tree, List<RouteCondition> has, List<RouteCondition> missing) {
        if (!has.isEmpty()) {
            tree.put("has", has.stream().map(RouteCondition::tree).toList());
        }
        if (!missing.isEmpty()) {
            tree.put("missing", missing.stream().map(RouteCondition::tree).toList());
        }
    }

    static List<RouteCondition> more(List<RouteCondition> conditions, RouteCondition condition) {
        List<RouteCondition> more = new ArrayList<>(conditions);
        more.add(condition);
        return more;
    }
}
