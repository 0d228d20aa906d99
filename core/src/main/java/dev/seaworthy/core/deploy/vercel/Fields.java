package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.deploy.vercel.document.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Typed views on the fields of a file; each throws a {@link VercelException} if a field is not of its type. */
final class Fields {
    private Fields() {}

    static Optional<String> text(Node parent, String name) {
        return value(parent, name, Node::text, "a text");
    }

    static String required(Node parent, String name) {
        return text(parent, name)
                .orElseThrow(() -> VercelException.unlike(parent.at(name).pointer(), "a text"));
    }

    static Optional<Boolean> flag(Node parent, String name) {
        return value(parent, name, node -> parent.flag(name), "true or false");
    }

    static Optional<Integer> whole(Node parent, String name) {
        return value(parent, name, Node::whole, "a whole number");
    }

    static List<String> texts(Node parent, String name) {
        return list(
                parent, name, node -> node.text().orElseThrow(() -> VercelException.unlike(node.pointer(), "a text")));
    }

    static <T> List<T> list(Node parent, String name, Function<Node, T> element) {
        Node node = parent.at(name);
        if (node.value() != null && !node.isList()) {
            throw VercelException.unlike(node.pointer(), "a list");
        }
        return node.elements().stream().map(element).toList();
    }

    static <T> Map<String, T> map(Node parent, String name, Function<Node, T> member) {
        Node node = parent.at(name);
        if (node.value() != null && !node.isObject()) {
            throw VercelException.unlike(node.pointer(), "an object");
        }
        Map<String, T> members = new LinkedHashMap<>();
        node.names().forEach(each -> members.put(each, member.apply(node.at(each))));
        return java.util.Collections.unmodifiableMap(members);
    }

    static Redirect redirect(Node node) {
        return made(
                node,
                "a redirect",
                () -> new Redirect(
                        required(node, "source"),
                        required(node, "destination"),
                        flag(node, "permanent"),
                        whole(node, "statusCode"),
                        list(node, "has", Fields::condition),
                        list(node, "missing", Fields::condition)));
    }

    static Rewrite rewrite(Node node) {
        return new Rewrite(
                required(node, "source"),
                required(node, "destination"),
                list(node, "has", Fields::condition),
                list(node, "missing", Fields::condition));
    }

    static HeaderRule headerRule(Node node) {
        return new HeaderRule(
                required(node, "source"),
                list(
                        node,
                        "headers",
                        header -> new HeaderRule.Header(required(header, "key"), required(header, "value"))),
                list(node, "has", Fields::condition),
                list(node, "missing", Fields::condition));
    }

    static VercelCron cron(Node node) {
        return new VercelCron(required(node, "path"), required(node, "schedule"));
    }

    static VercelFunction function(Node node) {
        boolean longest = node.text("maxDuration").filter("max"::equals).isPresent();
        return made(
                node,
                "a function",
                () -> new VercelFunction(
                        longest
                                ? Optional.empty()
                                : whole(node, "maxDuration").map(seconds -> Duration.ofSeconds(seconds)),
                        longest,
                        whole(node, "memory"),
                        text(node, "runtime"),
                        texts(node, "regions"),
                        text(node, "includeFiles"),
                        text(node, "excludeFiles")));
    }

    private static RouteCondition condition(Node node) {
        RouteCondition.Type type = RouteCondition.Type.of(required(node, "type"))
                .orElseThrow(() -> VercelException.unlike(node.at("type").pointer(), "a type of condition"));
        return made(node, "a condition", () -> new RouteCondition(type, text(node, "key"), text(node, "value")));
    }

    private static <T> T made(Node node, String what, java.util.function.Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException refused) {
            throw VercelException.unlike(node.pointer(), what + " that Vercel takes");
        }
    }

    private static <T> Optional<T> value(Node parent, String name, Function<Node, Optional<T>> reader, String wanted) {
        Node node = parent.at(name);
        Optional<T> value = reader.apply(node);
        if (value.isEmpty() && node.value() != null) {
            throw VercelException.unlike(node.pointer(), wanted);
        }
        return value;
    }
}
