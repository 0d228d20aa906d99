package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far a run is: what its entries say, and nothing else. So a run that goes on after a crash stands where the one
 * before stood.
 */
final class Progress {
    private final Map<String, StepProgress> steps = new LinkedHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Set<String> approved = ConcurrentHashMap.newKeySet();
    private final String version;
    private final String plan;
    private String awaited = "";
    private String reason = "";
    private boolean backwards;
    private boolean settled;
    private boolean whole;
    private int writtenNotes;
    private Optional<ReleaseStatus> ended = Optional.empty();

    Progress(JournalEntry begun) {
        version = begun.version();
        plan = begun.detail("steps");
    }

    String version() {
        return version;
    }

    /** The names of the steps, one a line. */
    List<String> plan() {
        return plan.lines().toList();
    }

    synchronized StepProgress step(String name) {
        return steps.computeIfAbsent(name, unknown -> new StepProgress());
    }

    synchronized boolean isBackwards() {
        return backwards;
    }

    /** Why it goes or went backwards, or stopped. */
    synchronized String reason() {
        return reason;
    }

    synchronized Optional<ReleaseStatus> ended() {
        return ended;
    }

    synchronized boolean isSettled() {
        return settled;
    }

    /** Whether it stands in the way of the next run, until it goes on or a person has settled it. */
    synchronized boolean isOpen() {
        return !settled && (ended.isEmpty() || isLeft());
    }

    /** Whether it has not ended, and something was begun that has no end either. */
    synchronized boolean isMidway() {
        return ended.isEmpty() && steps.values().stream().anyMatch(StepProgress::isMidway);
    }

    /** Whether it ended in a way that a person must see to. */
    synchronized boolean isLeft() {
        return ended.filter(status -> status == ReleaseStatus.HALTED || status == ReleaseStatus.ROLLBACK_INCOMPLETE)
                .isPresent();
    }

    /** Whether every step that acted has an undo, or had its turn once more, as far as the end of the run tells. */
    synchronized boolean isWhole() {
        return whole;
    }

    /** How often its steps have noted something. */
    synchronized int writtenNotes() {
        return writtenNotes;
    }

    /** Whether a step was begun that comes after the point of no return. */
    boolean isBeyondReturn() {
        List<String> lines = plan();
        int point = lines.indexOf(Plan.NO_RETURN);
        return point >= 0
                && lines.subList(point + 1, lines.size()).stream()
                        .anyMatch(name -> step(name).isBegun());
    }

    /** What can be done about it while it is open. */
    String advice() {
        Optional<ReleaseStatus> end = ended();
        if (end.isPresent()) {
            return end.get() == ReleaseStatus.HALTED
                    ? "resume it when the cause is gone, or settle it"
                    : "roll it back once more, or settle it";
        }
        String first = awaited().isEmpty() ? "" : "approve \"" + awaited() + "\" and ";
        return first + (isBeyondReturn() ? "resume it, or settle it" : "resume it, roll it back, or settle it");
    }

    /** The step whose approval is awaited, or an empty text. */
    synchronized String awaited() {
        return awaited;
    }

    boolean isApproved(String step) {
        return approved.contains(step);
    }

    boolean isTold(String name) {
        return told.contains(name);
    }

    Set<String> told() {
        return new TreeSet<>(told);
    }

    synchronized void apply(JournalEntry entry) {
        switch (entry.event()) {
            case BEGUN -> {}
            case RESUMED -> resume();
            case AWAITING_APPROVAL -> awaited = entry.step();
            case APPROVED -> approve(entry.step());
            case ROLLBACK_BEGUN -> turn(entry);
            case ENDED -> end(entry);
            case TOLD -> told.add(entry.step());
            case SETTLED -> settle();
            case NOTED -> {
                writtenNotes++;
                step(entry.step()).apply(entry);
            }
            default -> step(entry.step()).apply(entry);
        }
    }

    private void resume() {
        if (ended.isPresent()) {
            steps.values().forEach(StepProgress::resume);
        }
        ended = Optional.empty();
    }

    private void approve(String step) {
        approved.add(step);
        awaited = "";
    }

    private void settle() {
        settled = true;
        awaited = "";
    }

    private void turn(JournalEntry entry) {
        backwards = true;
        ended = Optional.empty();
        awaited = "";
        reason = entry.detail("reason");
        steps.values().forEach(StepProgress::turn);
    }

    private void end(JournalEntry entry) {
        ended = Optional.of(ReleaseStatus.valueOf(entry.detail("status")));
        reason = entry.detail("reason");
        whole = entry.detail("without undo").isEmpty();
        told.clear();
    }
}
