package dev.seaworthy.core.deploy.vercel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Headers for the paths of a pattern. Immutable.
 *
 * @param source a pattern of path-to-regexp 6.1, such as {@code /api/(.*)}
 * @param has what a request must have
 * @param missing what it must not have
 */
public record HeaderRule(String source, List<Header> headers, List<RouteCondition> has, List<RouteCondition> missing) {
    public HeaderRule {
        Objects.requireNonNull(source, "source");
        headers = List.copyOf(headers);
        has = List.copyOf(has);
        missing = List.copyOf(missing);
    }

    /** A header of a response. */
    public record Header(String key, String value) {
        public Header {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }
    }

    public static HeaderRule of(String source) {
        return new HeaderRule(source, List.of(), List.of(), List.of());
    }

    /** The same with this header, in place of one of that name in whatever case. */
    public HeaderRule with(String key, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.removeIf(header -> header.key().equalsIgnoreCase(key));
        more.add(new Header(key, value));
        return new HeaderRule(source, more, has, missing);
    }

    /** The same, for requests that have this too. */
    public HeaderRule has(RouteCondition condition) {
        return new HeaderRule(source, headers, Redirect.more(has, condition), missing);
    }

    /** The same, for requests that do not have this. */
    public HeaderRule missing(RouteCondition condition) {
        return new HeaderRule(source, headers, has, Redirect.more(missing, condition));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("source", source);
        tree.put("headers", headers.stream().map(HeaderRule::tree).toList());
        Redirect.put(tree, has, missing);
        return tree;
    }

    private static Map<String, Object> tree(Header header) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("key", header.key());
        tree.put("value", header.value());
        return tree;
    }
}
