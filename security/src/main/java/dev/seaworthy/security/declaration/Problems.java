package dev.seaworthy.security.declaration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** What is wrong with one declaration, in the order in which it was found. One thread at a time. */
public final class Problems {
    private final String subject;
    private final Collection<String> found = new LinkedHashSet<>();

    public Problems(String subject) {
        this.subject = subject;
    }

    public void add(String problem) {
        found.add(problem);
    }

    /** Takes the message of a value's refusal as a problem of this declaration. */
    public void collect(Runnable statement) {
        try {
            statement.run();
        } catch (IllegalArgumentException e) {
            add(String.valueOf(e.getMessage()));
        }
    }

    public List<String> list() {
        return new ArrayList<>(found);
    }

    /**
     * Refuses the declaration if anything is wrong with it.
     *
     * @throws IllegalArgumentException that names all of them, if there is any
     */
    public void refuse() {
        if (found.size() == 1) {
            throw new IllegalArgumentException(subject + ": " + found.iterator().next());
        }
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(
                    subject + " has " + found.size() + " problems:\n- " + String.join("\n- ", found));
        }
    }
}
