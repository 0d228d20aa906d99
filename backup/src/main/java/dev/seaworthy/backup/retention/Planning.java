package dev.seaworthy.backup.retention;

import dev.seaworthy.backup.retention.Reason.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One plan in the making. One thread. */
final class Planning {
    private static final Comparator<Candidate> NEWEST_FIRST = Comparator.comparing(Candidate::createdAt)
            .thenComparing(Candidate::id)
            .reversed();

    private final Instant now;
    private final Map<String, Candidate> backups = new LinkedHashMap<>();
    private final Map<String, List<Reason>> reasons = new LinkedHashMap<>();

    /** Those of which it is known how old they are. */
    private final List<Candidate> dated;

    Planning(Collection<Candidate> candidates, Instant now) {
        this.now = now;
        for (Candidate backup : candidates.stream().sorted(NEWEST_FIRST).toList()) {
            if (backups.put(backup.id(), backup) != null) {
                throw new IllegalArgumentException("Backup " + backup.id() + " is given twice");
            }
            reasons.put(backup.id(), new ArrayList<>());
        }
        this.dated = backups.values().stream()
                .filter(backup -> !isOfTheFuture(backup))
                .toList();
    }

    private boolean isOfTheFuture(Candidate backup) {
        return backup.createdAt().isAfter(now.plus(RetentionPolicy.MOST_AHEAD));
    }

    private void keep(Candidate backup, Kind kind, String detail) {
        reasons(backup).add(new Reason(kind, detail));
    }

    private List<Reason> reasons(Candidate backup) {
        return Objects.requireNonNull(reasons.get(backup.id()));
    }

    void last(int count) {
        for (int place = 1; place <= Math.min(count, dated.size()); place++) {
            keep(dated.get(place - 1), Kind.LAST, place + " of " + count);
        }
    }

    /** The newest of each of so many periods, those that have a backup. */
    void slots(Kind rule, int count, ZoneId zone) {
        Set<String> taken = new HashSet<>();
        for (Candidate backup : dated) {
            String slot = Slots.name(rule, backup.createdAt().atZone(zone));
            if (taken.size() < count && taken.add(slot)) {
                keep(backup, rule, slot);
            }
        }
    }

    void within(TemporalAmount amount, ZoneId zone) {
        for (Candidate newest : dated.stream().limit(1).toList()) {
            Instant since = newest.createdAt().atZone(zone).minus(amount).toInstant();
            dated.stream()
                    .filter(backup -> backup.createdAt().isAfter(since))
                    .forEach(backup -> keep(backup, Kind.WITHIN, since.toString()));
        }
    }

    /** What no policy deletes. */
    void guard() {
        dated.stream().limit(1).forEach(backup -> keep(backup, Kind.NEWEST, ""));
        newestProven().ifPresent(backup -> keep(backup, Kind.NEWEST_PROVEN, ""));
        for (Candidate backup : backups.values()) {
            backup.marks().forEach(mark -> keep(backup, kind(mark), mark.text()));
            backup.lockedUntil()
                    .filter(until -> until.isAfter(now))
                    .ifPresent(until -> keep(backup, Kind.LOCKED, words(until)));
            if (isOfTheFuture(backup)) {
                keep(backup, Kind.FROM_THE_FUTURE, backup.createdAt().toString());
            }
        }
    }

    private Optional<Candidate> newestProven() {
        return dated.stream().filter(Candidate::proven).findFirst();
    }

    private static Kind kind(Mark mark) {
        return mark.kind() == Mark.Kind.PIN ? Kind.PINNED : Kind.LEGAL_HOLD;
    }

    private static String words(Instant until) {
        return until.equals(Instant.MAX) ? "somebody lifts it" : until.toString();
    }

    /** Keeps what else would go, if nobody knows which backup restores. */
    void withhold() {
        if (newestProven().isEmpty()) {
            backups.values().stream()
                    .filter(Predicate.not(this::isKept))
                    .forEach(backup -> keep(backup, Kind.NOTHING_PROVEN, ""));
        }
    }

    private boolean isKept(Candidate backup) {
        return !reasons(backup).isEmpty();
    }

    /** Keeps what others need that are kept, and what those need. */
    void keepNeeded() {
        Deque<Candidate> kept =
                new ArrayDeque<>(backups.values().stream().filter(this::isKept).toList());
        while (!kept.isEmpty()) {
            Candidate backup = kept.remove();
            for (String id : backup.needs().stream().sorted().toList()) {
                Candidate needed = backups.get(id);
                if (needed != null) {
                    if (!isKept(needed)) {
                        kept.add(needed);
                    }
                    keep(needed, Kind.NEEDED, backup.id());
                }
            }
        }
    }

    List<Decision> decisions() {
        return backups.values().stream()
                .map(backup -> new Decision(backup, reasons(backup)))
                .toList();
    }
}
