package dev.seaworthy.core.database;

import dev.seaworthy.core.database.plan.Change;
import java.util.List;
import java.util.StringJoiner;

/**
 * What became of a plan. Immutable.
 *
 * @param changes those that were made, in their order
 * @param overtaken those of the plan that the database no longer needs: another applier was faster
 */
public record Applied(List<Change> changes, List<Change> overtaken) {
    public Applied {
        changes = List.copyOf(changes);
        overtaken = List.copyOf(overtaken);
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        changes.forEach(change -> lines.add("done: " + change.name()));
        overtaken.forEach(change -> lines.add("no longer needed: " + change.name()));
        return changes.isEmpty() && overtaken.isEmpty() ? "nothing to do" : lines.toString();
    }
}
