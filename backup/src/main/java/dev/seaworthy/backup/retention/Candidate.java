package dev.seaworthy.backup.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A backup that a policy decides on. Immutable.
 *
 * @param proven by a drill that restored it
 * @param marks its pins and legal holds
 * @param lockedUntil when its store lets it be deleted; {@link Instant#MAX} if that is not said
 * @param needs the ids of others that it cannot be restored without
 */
public record Candidate(
        String id,
        Instant createdAt,
        boolean proven,
        List<Mark> marks,
        Optional<Instant> lockedUntil,
        Set<String> needs) {
    public Candidate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lockedUntil, "lockedUntil");
        marks = List.copyOf(marks);
        needs = Set.copyOf(needs);
    }

    /** A backup of which no more is known. */
    public static Candidate of(String id, Instant createdAt) {
        return new Candidate(id, createdAt, false, List.of(), Optional.empty(), Set.of());
    }

    /** The same, and whether a drill has restored it. */
    public Candidate withProven(boolean value) {
        return new Candidate(id, createdAt, value, marks, lockedUntil, needs);
    }

    /** The same with these marks in place of its own. */
    public Candidate withMarks(Collection<Mark> value) {
        return new Candidate(id, createdAt, proven, List.copyOf(value), lockedUntil, needs);
    }

    /** The same under this lock, or none. */
    public Candidate withLockedUntil(Optional<Instant> value) {
        return new Candidate(id, createdAt, proven, marks, value, needs);
    }

    /** The same, which cannot do without these. */
    public Candidate withNeeds(Collection<String> value) {
        return new Candidate(id, createdAt, proven, marks, lockedUntil, Set.copyOf(value));
    }
}
