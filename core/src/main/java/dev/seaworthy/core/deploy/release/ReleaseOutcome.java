package dev.seaworthy.core.deploy.release;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a release ended, or why it does not move. Immutable.
 *
 * @param reason why it ended so, in a sentence; an empty text where all went well
 * @param steps each step in its order; none if nothing of this release was looked at
 */
public record ReleaseOutcome(
        ReleaseStatus status, String release, String version, String reason, List<StepOutcome> steps) {
    public ReleaseOutcome {
        steps = List.copyOf(steps);
    }

    /** Whether this version is what is released now. */
    public boolean isReleased() {
        return status == ReleaseStatus.RELEASED || status == ReleaseStatus.ALREADY_RELEASED;
    }

    /** The steps that were undone. */
    public List<StepOutcome> undone() {
        return steps.stream()
                .filter(step -> step.undo() == StepOutcome.Undo.UNDONE)
                .toList();
    }

    /** The steps that were begun, have an undo, and are not undone. */
    public List<StepOutcome> notUndone() {
        return steps.stream()
                .filter(step -> step.undo() == StepOutcome.Undo.NOT_UNDONE || step.undo() == StepOutcome.Undo.FAILED)
                .toList();
    }

    /**
     * The steps of a rollback that acted and have no undo: what they did stays. Unless there is none, it is not known
     * which version is released now, and the one before can be released again.
     */
    public List<StepOutcome> withoutUndo() {
        return steps.stream()
                .filter(step -> step.undo() == StepOutcome.Undo.NONE_DECLARED)
                .toList();
    }

    /** For a person: a line of the whole, and one of each step. */
    @Override
    public String toString() {
        String head = release + " " + version + ": " + status + (reason.isEmpty() ? "" : ": " + reason);
        return steps.stream().map(step -> "\n  " + step).collect(Collectors.joining("", head, ""));
    }
}
