package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.RestoreVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One drill, as it is kept. Immutable.
 *
 * <p>Texts in it are cut and lines are left out, so that it has a few kilobytes. A message of PostgreSQL is kept
 * without its details, which may be rows; the answer to a check of the caller is kept.
 *
 * @param id sorts by time
 * @param at when it was begun
 * @param duration of all of it
 */
public record DrillRecord(String id, Instant at, Duration duration, DrillVerdict verdict) {
    public DrillRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(verdict, "verdict");
    }

    /** How long a restore takes, fetched and opened and restored, as this one measured it; empty if none succeeded. */
    public Optional<Duration> recoveryTime() {
        return verdict.restore()
                .filter(RestoreVerdict::isProven)
                .map(RestoreVerdict.Proven.class::cast)
                .map(RestoreVerdict.Proven::restoring);
    }
}
