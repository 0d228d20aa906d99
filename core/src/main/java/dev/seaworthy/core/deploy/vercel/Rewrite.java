package dev.seaworthy.core.deploy.vercel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is served in place of a path, if no file is there. Immutable.
 *
 * @param source a pattern of path-to-regexp 6.1, such as {@code /blog/:slug}
 * @param destination a path or URL; parameters of the source that it does not use go to its query
 * @param has what a request must have
 * @param missing what it must not have
 */
public record Rewrite(String source, String destination, List<RouteCondition> has, List<RouteCondition> missing) {
    public Rewrite {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        has = List.copyOf(has);
        missing = List.copyOf(missing);
    }

    public static Rewrite of(String source, String destination) {
        return new Rewrite(source, destination, List.of(), List.of());
    }

    /** The same, for requests that have this too. */
    public Rewrite has(RouteCondition condition) {
        return new Rewrite(source, destination, Redirect.more(has, condition), missing);
    }

    /** The same, for requests that do not have this. */
    public Rewrite missing(RouteCondition condition) {
        return new Rewrite(source, destination, has, Redirect.more(missing, condition));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("source", source);
        tree.put("destination", destination);
        Redirect.put(tree, has, missing);
        return tree;
    }
}
