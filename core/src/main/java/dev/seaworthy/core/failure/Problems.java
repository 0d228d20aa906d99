package dev.seaworthy.core.failure;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a declaration, told all at once. One thread at a time. */
public final class Problems {
    private final List<String> found = new ArrayList<>();

    public void unless(boolean right, String problem) {
        if (!right) {
            found.add(problem);
        }
    }

    public void add(String problem) {
        found.add(problem);
    }

    /**
     * Ends the declaration of {@code subject}.
     *
     * @throws IllegalArgumentException if there is a problem, with all of them
     */
    public void refuse(String subject) {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(subject + ": " + String.join("; ", found));
        }
    }
}
