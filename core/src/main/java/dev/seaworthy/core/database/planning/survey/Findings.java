package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What survey has found so far. One thread at a time. */
public final class Findings {
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    public void change(Change change) {
        changes.add(change);
    }

    /** What needs no change but an eye. */
    public void note(String text) {
        notes.add(text);
    }

    /** What the role of this session lacks for the change that was found last. */
    public void missingRight(String text) {
        int last = changes.size() - 1;
        changes.set(last, changes.get(last).lacking(text));
    }

    /** What the role of this session lacks for the changes that {@code isOf} holds for. */
    public void missingRight(Predicate<Change> isOf, String text) {
        changes.replaceAll(change -> isOf.test(change) ? change.lacking(text) : change);
    }

    /** A declaration that can't be had in this database. */
    public void problem(String text) {
        problems.add(text);
    }

    /**
     * All of it.
     *
     * @throws DatabaseException if a declaration can't be had, with all that can't
     */
    public DatabasePlan plan() {
        if (!problems.isEmpty()) {
            throw new DatabaseException("the declaration does not fit the database: " + String.join("; ", problems));
        }
        return new DatabasePlan(changes, List.copyOf(notes), List.of());
    }
}
