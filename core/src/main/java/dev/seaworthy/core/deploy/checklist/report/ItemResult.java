package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What was found of one item. Immutable.
 *
 * @param at when it was begun, or passed over
 */
public record ItemResult(String name, Phase phase, Severity severity, Verdict verdict, Instant at, Duration took) {
    public ItemResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
    }

    /** What follows from it, by the table of {@link Outcome}. */
    public Outcome outcome() {
        return Outcome.of(severity, verdict.status());
    }
}
