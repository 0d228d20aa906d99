package dev.seaworthy.core.database.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * What would change, in the order in which it would. Immutable.
 *
 * @param changes empty if the database is as declared
 * @param notes what needs no change but an eye, and what could not be compared, with the reason
 * @param allowed names of dangerous changes that may be applied, each with {@code *} at its end for all that begin so
 */
public record DatabasePlan(List<Change> changes, List<String> notes, List<String> allowed) {
    public DatabasePlan {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
        allowed = List.copyOf(allowed);
        Set<String> names = new HashSet<>();
        for (Change change : changes) {
            if (!names.add(change.name())) {
                throw new IllegalArgumentException("a plan can't hold two changes named " + change.name());
            }
        }
    }

    /** Whether the database is as declared, as far as that could be compared: see {@link #notes()}. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * The same plan, in which dangerous changes of these names may be applied: {@code "drop index public.idx_old"}, or
     * {@code "detach partition public.content_archive_*"}.
     */
    public DatabasePlan allow(String... names) {
        List<String> all = new ArrayList<>(allowed);
        all.addAll(Arrays.asList(names));
        return new DatabasePlan(changes, notes, all);
    }

    /** What the role that planned lacks for the changes; {@code apply} refuses while there is anything. */
    public List<String> missingRights() {
        return changes.stream()
                .flatMap(change -> change.missingRights().stream())
                .distinct()
                .toList();
    }

    /** The changes that {@code apply} refuses: dangerous, and not allowed by name. */
    public List<Change> refused() {
        return changes.stream().filter(this::isRefused).toList();
    }

    /** The same plan without the changes that {@code apply} refuses. */
    public DatabasePlan withoutRefused() {
        return only(change -> !isRefused(change));
    }

    /** The same plan with some of its changes. */
    public DatabasePlan only(Predicate<Change> wanted) {
        return new DatabasePlan(changes.stream().filter(wanted).toList(), notes, allowed);
    }

    private boolean isRefused(Change change) {
        return change.isDangerous() && allowed.stream().noneMatch(pattern -> matches(pattern, change.name()));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /** For people: a line for each change, its SQL and its locks below; then the notes. */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        if (isEmpty()) {
            lines.add("The database is as declared.");
        }
        changes.forEach(change -> print(change, lines));
        missingRights().forEach(right -> lines.add("MISSING RIGHT: " + right));
        notes.forEach(note -> lines.add("note: " + note));
        return lines.toString();
    }

    private void print(Change change, StringJoiner lines) {
        lines.add((change.isDangerous() ? "! " : "+ ") + change);
        if (isRefused(change)) {
            lines.add("    refused until it is allowed: plan.allow(\"" + change.name() + "\")");
        }
        change.steps().forEach(step -> print(step, lines));
    }

    private static void print(Step step, StringJoiner lines) {
        boolean together = step.statements().size() > 1;
        if (together) {
            lines.add("    BEGIN;");
        }
        step.statements().forEach(sql -> lines.add("    " + sql.replace("\n", "\n    ") + ";"));
        if (together) {
            lines.add("    COMMIT;");
        }
        lines.add("      -- " + step.lockLine() + "; if it dies, " + step.ifItDies());
    }
}
