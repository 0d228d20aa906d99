package dev.seaworthy.cdn.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects findings; the same check of the same rules counts once. One thread at a time. */
final class Findings {
    private record Key(Check check, List<String> refs) {}

    private final Set<Key> seen = new HashSet<>();
    private final List<Finding> found = new ArrayList<>();

    void add(Check check, Severity severity, List<String> refs, String reason) {
        if (seen.add(new Key(check, refs))) {
            found.add(new Finding(check, severity, refs, reason));
        }
    }

    /** The worst first. */
    List<Finding> sorted() {
        return found.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
