package dev.seaworthy.core.deploy.vercel.schema;

import dev.seaworthy.core.config.text.Typo;
import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object whose members Vercel knows. Immutable. */
final class Members implements Shape {
    private final Map<String, Shape> known;
    private final List<String> required;
    private final boolean open;

    private Members(Map<String, Shape> known, List<String> required, boolean open) {
        this.known = known;
        this.required = required;
        this.open = open;
    }

    static Members none() {
        return new Members(Map.of(), List.of(), false);
    }

    Members with(String name, Shape shape) {
        Map<String, Shape> more = new LinkedHashMap<>(known);
        more.put(name, shape);
        return new Members(more, required, open);
    }

    Members requiring(String... names) {
        return new Members(known, List.of(names), open);
    }

    /** With one that is unknown, Vercel goes on: a warning. */
    Members open() {
        return new Members(known, required, true);
    }

    @Override
    public void check(Node node, Findings findings) {
        if (!node.isObject()) {
            Shape.wrongType(node, findings, "an object");
            return;
        }
        for (String name : required) {
            if (!node.has(name)) {
                findings.error(node, "has no \"" + name + "\"", "Add \"" + name + "\".");
            }
        }
        for (String name : node.names()) {
            Shape shape = known.get(name);
            if (shape != null) {
                shape.check(node.at(name), findings);
            } else {
                unknown(node.at(name), name, findings);
            }
        }
    }

    private void unknown(Node member, String name, Findings findings) {
        String remedy = Typo.nearest(name, known.keySet())
                .map(meant -> "Did you mean \"" + meant + "\"?")
                .orElse(open ? "Look it up in Vercel's documentation: it may be newer than this check." : "Remove it.");
        if (open) {
            findings.warning(member, "is no field that Vercel is known to read", remedy);
        } else {
            findings.error(member, "is no field that Vercel takes here", remedy);
        }
    }
}
