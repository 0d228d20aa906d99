package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.pattern.Steps;
import dev.seaworthy.core.deploy.vercel.routing.Entry;
import dev.seaworthy.core.deploy.vercel.routing.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Entries that never come to act, as an earlier or a later one does. */
final class Overlaps {
    private Overlaps() {}

    static void check(Router router, Steps steps, Findings findings) {
        shadowed(router.redirects(), steps, findings);
        shadowed(router.rewrites(), steps, findings);
        replaced(router.headers(), findings);
    }

    private static void shadowed(List<Entry> entries, Steps steps, Findings findings) {
        Map<String, Entry> bySource = new HashMap<>();
        List<Entry> wide = new ArrayList<>();
        for (Entry entry : entries) {
            Entry same = bySource.putIfAbsent(entry.pattern().regex() + "\n" + entry.conditions(), entry);
            if (same != null) {
                findings.error(
                        entry.node().at("source"),
                        "is the source of " + same.pointer() + " once more, which comes first",
                        "Remove one of the two.");
            } else {
                wide.stream()
                        .filter(earlier -> takes(earlier, entry, steps))
                        .findFirst()
                        .ifPresent(earlier -> shadowed(entry, earlier, findings));
            }
            if (same == null && entry.pattern().literal().isEmpty()) {
                wide.add(entry);
            }
        }
    }

    private static boolean takes(Entry earlier, Entry later, Steps steps) {
        return (!earlier.isConditional() || earlier.conditions().equals(later.conditions()))
                && earlier.pattern().covers(later.pattern(), steps);
    }

    private static void shadowed(Entry later, Entry earlier, Findings findings) {
        findings.warning(
                later.node().at("source"),
                "is never reached: " + earlier.pointer() + " matches each of its paths before",
                "Put it before " + earlier.pointer() + ", or remove it.");
    }

    private static void replaced(List<Entry> entries, Findings findings) {
        Map<String, Node> setters = new HashMap<>();
        for (Entry entry : entries) {
            for (Node header : entry.node().list("headers")) {
                String name = header.text("key").orElse("").toLowerCase(Locale.ROOT);
                String key = String.join("\n", entry.pattern().regex(), entry.conditions(), name);
                Node before = setters.put(key, header);
                if (before != null && !name.isEmpty()) {
                    findings.warning(
                            before,
                            "is replaced by " + header.pointer() + ", which sets the same header for the same paths",
                            "Remove one of the two.");
                }
            }
        }
    }
}
