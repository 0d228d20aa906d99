package dev.seaworthy.core.deploy.checklist;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a declaration, told all at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void unless(boolean right, String problem) {
        if (!right) {
            found.add(problem);
        }
    }

    void add(String problem) {
        found.add(problem);
    }

    void refuse(String subject) {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(subject + ": " + String.join("; ", found));
        }
    }
}
