package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.failure.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The items of a checklist by name, in the order of declaration. What they are after is there, and no circle. */
final class Declarations {
    private final Map<String, Item> items = new LinkedHashMap<>();

    /** Tells all that is wrong. */
    Declarations(List<Item> declared, Problems problems) {
        problems.unless(!declared.isEmpty(), "it has no item, and would pass whatever happens");
        for (Item item : declared) {
            problems.unless(items.putIfAbsent(item.name(), item) == null, quote(item) + " is there twice: rename one");
        }
        items.values().forEach(item -> item.after().forEach(name -> check(item, name, problems)));
        new Circles().find(problems);
    }

    Collection<Item> all() {
        return items.values();
    }

    List<Item> of(Phase phase) {
        return items.values().stream().filter(item -> item.phase() == phase).toList();
    }

    Optional<Item> item(String name) {
        return Optional.ofNullable(items.get(name));
    }

    private void check(Item item, String name, Problems problems) {
        Item earlier = items.get(name);
        if (earlier == null) {
            problems.add(quote(item) + " is after \"" + name + "\", which is not in the checklist");
            return;
        }
        problems.unless(
                earlier.phase().compareTo(item.phase()) <= 0,
                quote(item) + " is after " + quote(earlier) + ", which is of a later phase");
        problems.unless(
                earlier.severity().compareTo(item.severity()) <= 0,
                quote(item) + " is after " + quote(earlier) + ", which weighs less and would decide for it");
    }

    private static String quote(Item item) {
        return '"' + item.name() + '"';
    }

    /** Looks for items that are after themselves. */
    private final class Circles {
        private final Set<Item> done = new HashSet<>();
        private final List<Item> path = new ArrayList<>();

        void find(Problems problems) {
            items.values().forEach(item -> visit(item, problems));
        }

        private void visit(Item item, Problems problems) {
            int start = path.indexOf(item);
            if (start >= 0) {
                problems.add("a circle: " + circle(start));
            } else if (done.add(item)) {
                path.add(item);
                item.after().stream()
                        .distinct()
                        .flatMap(name -> item(name).stream())
                        .forEach(earlier -> visit(earlier, problems));
                path.remove(path.size() - 1);
            }
        }

        private String circle(int start) {
            StringBuilder text = new StringBuilder();
            path.subList(start, path.size())
                    .forEach(item -> text.append(quote(item)).append(" after "));
            return text.append(quote(path.get(start))).toString();
        }
    }
}
