package dev.seaworthy.core.deploy.vercel.routing;

import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.pattern.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of headers, redirects or rewrites whose source can be read. Immutable. */
public final class Entry {
    /** As many as Vercel takes. */
    private static final int MOST = 2_048;

    private final Node node;
    private final PathPattern pattern;
    private final String conditions;
    private final boolean conditional;

    private Entry(Node node, PathPattern pattern) {
        this.node = node;
        this.pattern = pattern;
        conditions = node.at("has").value() + "\n" + node.at("missing").value();
        conditional = !node.list("has").isEmpty() || !node.list("missing").isEmpty();
    }

    static List<Entry> all(Node file, String name) {
        List<Entry> entries = new ArrayList<>();
        file.list(name).stream().limit(MOST).forEach(node -> of(node).ifPresent(entries::add));
        return entries;
    }

    private static Optional<Entry> of(Node node) {
        try {
            return node.text("source").map(PathPattern::ofSource).map(pattern -> new Entry(node, pattern));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    public Node node() {
        return node;
    }

    public PathPattern pattern() {
        return pattern;
    }

    public String pointer() {
        return node.pointer();
    }

    /** Whether more than the path decides. */
    public boolean isConditional() {
        return conditional;
    }

    /** What a request must have and must not have, the path aside: the same for entries that ask for the same. */
    public String conditions() {
        return conditions;
    }

    /** Where it leads, if that is a text. */
    public Optional<String> destination() {
        return node.text("destination");
    }

    /** The status of a redirect; 308 if nothing is said. */
    public int status() {
        return node.flag("permanent")
                .map(permanent -> permanent ? 308 : 307)
                .or(() -> node.at("statusCode").whole())
                .orElse(308);
    }

    String destination(Map<String, String> values, boolean redirects) {
        return Destination.filled(destination().orElse(""), pattern, values, redirects);
    }
}
