package dev.seaworthy.backup.drill;

import java.time.Instant;
import java.util.Objects;

/**
 * The backup that a drill was about. Immutable.
 *
 * @param begun when it was begun: what was written later is not in it
 */
public record DrilledBackup(String id, Instant begun) {
    public DrilledBackup {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(begun, "begun");
    }
}
