package dev.seaworthy.backup.retention;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What becomes of one backup. Immutable.
 *
 * @param reasons all that keep it; none if it is to be deleted
 */
public record Decision(Candidate backup, List<Reason> reasons) {
    public Decision {
        Objects.requireNonNull(backup, "backup");
        reasons = List.copyOf(reasons);
    }

    /** Whether anything keeps it. */
    public boolean isKept() {
        return !reasons.isEmpty();
    }

    /** One line of a table. */
    @Override
    public String toString() {
        String why = reasons.stream().map(Reason::toString).collect(Collectors.joining("; "));
        return "%-6s  %s  %s  %-8s  %s"
                .formatted(
                        isKept() ? "keep" : "delete",
                        backup.id(),
                        backup.createdAt(),
                        backup.proven() ? "proven" : "unproven",
                        isKept() ? why : "no rule keeps it");
    }
}
