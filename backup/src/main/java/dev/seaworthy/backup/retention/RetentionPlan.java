package dev.seaworthy.backup.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What becomes of each backup under a policy; it deletes nothing. Immutable. It prints as a table.
 *
 * @param policy as it prints
 * @param at the time that it was made for
 * @param decisions one for each backup, newest first
 * @param unreadable the ids of what may be a backup and cannot be read, which is never deleted
 */
public record RetentionPlan(String policy, Instant at, List<Decision> decisions, List<String> unreadable) {
    public RetentionPlan {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(at, "at");
        decisions = List.copyOf(decisions);
        unreadable = List.copyOf(unreadable);
    }

    /** The same, which tells of these too. */
    public RetentionPlan withUnreadable(Collection<String> ids) {
        return new RetentionPlan(policy, at, decisions, List.copyOf(ids));
    }

    /** What stays, newest first. */
    public List<Candidate> kept() {
        return backups(Decision::isKept);
    }

    /** What goes, newest first. */
    public List<Candidate> deleted() {
        return backups(Predicate.not(Decision::isKept));
    }

    private List<Candidate> backups(Predicate<Decision> which) {
        return decisions.stream().filter(which).map(Decision::backup).toList();
    }

    /** Whether anything is kept only because no backup is proven: drill, or say that nobody does. */
    public boolean isWithheld() {
        return decisions.stream()
                .flatMap(decision -> decision.reasons().stream())
                .anyMatch(reason -> reason.kind() == Reason.Kind.NOTHING_PROVEN);
    }

    @Override
    public String toString() {
        Stream<String> head = Stream.of("%s, at %s: %d kept, %d to be deleted"
                .formatted(policy, at, kept().size(), deleted().size()));
        Stream<String> others = unreadable.stream().map(id -> "keep    " + id + "  its manifest cannot be read");
        return Stream.of(head, decisions.stream().map(Decision::toString), others)
                .flatMap(lines -> lines)
                .reduce("", (table, line) -> table + line + "\n");
    }
}
