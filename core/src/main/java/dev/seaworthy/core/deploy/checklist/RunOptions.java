package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.core.deploy.checklist.report.ItemResult;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What of a checklist is run, and with what in hand. Immutable. */
public final class RunOptions {
    private final Set<Phase> phases;
    private final Confirmations confirmations;
    private final Optional<ChecklistReport> earlier;
    private final boolean evenWhenBlocked;

    private RunOptions(
            Set<Phase> phases,
            Confirmations confirmations,
            Optional<ChecklistReport> earlier,
            boolean evenWhenBlocked) {
        this.phases = phases;
        this.confirmations = confirmations;
        this.earlier = earlier;
        this.evenWhenBlocked = evenWhenBlocked;
    }

    /** All phases, one after the other. */
    public static RunOptions all() {
        return of(EnumSet.allOf(Phase.class));
    }

    /** One phase alone. What its items are after in earlier phases is taken to hold, unless a report is given. */
    public static RunOptions of(Phase phase) {
        return of(EnumSet.of(phase));
    }

    private static RunOptions of(Set<Phase> phases) {
        return new RunOptions(phases, Confirmations.none(), Optional.empty(), false);
    }

    /** What persons have confirmed. */
    public RunOptions confirmations(Confirmations given) {
        return new RunOptions(phases, Objects.requireNonNull(given, "confirmations"), earlier, evenWhenBlocked);
    }

    /**
     * Goes on from what was found before: if that blocks, nothing is run; if not, items look there for what they are
     * after. The new report holds both.
     */
    public RunOptions after(ChecklistReport before) {
        return new RunOptions(phases, confirmations, Optional.of(before), evenWhenBlocked);
    }

    /** Later phases are run though an earlier one blocks. The outcome is the same. */
    public RunOptions evenWhenBlocked() {
        return new RunOptions(phases, confirmations, earlier, true);
    }

    boolean has(Phase phase) {
        return phases.contains(phase);
    }

    Confirmations confirmations() {
        return confirmations;
    }

    Optional<ChecklistReport> earlier() {
        return earlier;
    }

    /** Those of phases that are not run again. */
    List<ItemResult> earlierResults() {
        return earlier.map(ChecklistReport::results).orElse(List.of()).stream()
                .filter(result -> !has(result.phase()))
                .toList();
    }

    boolean goesOnWhenBlocked() {
        return evenWhenBlocked;
    }
}
