package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.release.StepProgress.Mark;
import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves one run on from where its ledger says that it is. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Plan plan;
    private final Ledger ledger;
    private final Progress progress;
    private final Timing timing;
    private final Deadline deadline;
    private final Runaways runaways;

    Engine(Plan plan, Ledger ledger, Timing timing, Deadline deadline, Runaways runaways) {
        this.plan = plan;
        this.ledger = ledger;
        this.timing = timing;
        this.deadline = deadline;
        this.runaways = runaways;
        progress = ledger.progress();
    }

    /** On to its end, or to where it must wait. */
    ReleaseOutcome go() {
        return goAfter(Duration.ZERO);
    }

    /** The same after some time. */
    ReleaseOutcome goAfter(Duration time) {
        try {
            if (!time.isZero()) {
                LOG.info(
                        "Release {} {}: goes on in {}, as whoever had it may be cut off and act until then",
                        plan.name(),
                        plan.version(),
                        time);
                timing.await(time);
            }
            if (progress.ended().isPresent()) {
                return tell();
            }
            return progress.isBackwards() ? backwards() : forwards();
        } catch (Bounded.CallerInterrupted e) {
            Thread.currentThread().interrupt();
            String runaway =
                    runaways.sentence().map(sentence -> "; " + sentence).orElse("");
            return outcome(
                    ReleaseStatus.INTERRUPTED, "the calling thread was interrupted: " + progress.advice() + runaway);
        } catch (LostException e) {
            throw new JournalException(String.valueOf(e.getMessage()), e);
        }
    }

    private ReleaseOutcome forwards() throws Bounded.CallerInterrupted {
        for (Step step : plan.steps()) {
            StepProgress at = progress.step(step.name());
            if (isAwaited(step, at)) {
                return awaitApproval(step);
            }
            if (isDue(at)) {
                if (deadline.isOver()) {
                    return fail("the time of the release is over before step \"" + step.name() + "\"");
                }
                act(step);
            }
            if (at.forward() == Mark.FAILED) {
                return fail("step \"" + step.name() + "\": " + at.found());
            }
        }
        return end(ReleaseStatus.RELEASED, "");
    }

    private static boolean isDue(StepProgress at) {
        return at.forward() == Mark.NONE || at.forward() == Mark.BEGUN;
    }

    private boolean isAwaited(Step step, StepProgress at) {
        return step.kind() == Step.Kind.APPROVAL && isDue(at) && !progress.isApproved(step.name());
    }

    private ReleaseOutcome awaitApproval(Step step) {
        if (!progress.awaited().equals(step.name())) {
            ledger.write(JournalEvent.AWAITING_APPROVAL, step.name());
        }
        return outcome(ReleaseStatus.AWAITING_APPROVAL, "step \"" + step.name() + "\" waits for somebody's approval");
    }

    private void act(Step step) throws Bounded.CallerInterrupted {
        ledger.write(JournalEvent.STEP_BEGUN, step.name());
        Trial.Result result = tried(step, new Trial(step, step.work(), step.timeout(), ledger, timing, deadline));
        if (result.failure().isPresent()) {
            ledger.write(JournalEvent.STEP_FAILED, step.name(), reason(result));
        } else {
            ledger.write(
                    JournalEvent.STEP_DONE,
                    step.name(),
                    result.found().map(Engine::found).orElse(Map.of()));
        }
    }

    private static Map<String, String> found(Verdict verdict) {
        return Map.of("found", verdict.status() + ": " + Words.cut(verdict.sentence()));
    }

    private static Map<String, String> reason(Trial.Result result) {
        return Map.of("reason", result.failure().orElseThrow());
    }

    private ReleaseOutcome fail(String reason) throws Bounded.CallerInterrupted {
        if (progress.isBeyondReturn()) {
            return end(ReleaseStatus.HALTED, reason);
        }
        ledger.write(JournalEvent.ROLLBACK_BEGUN, "", Map.of("reason", reason));
        return backwards();
    }

    private ReleaseOutcome backwards() throws Bounded.CallerInterrupted {
        boolean overtaken = plan.steps().stream().anyMatch(this::mayStillAct);
        List<Step> reversed = new ArrayList<>(plan.steps());
        Collections.reverse(reversed);
        for (Step step : reversed) {
            undo(step);
        }
        if (plan.steps().stream().anyMatch(this::wasUndone)) {
            for (Step step : plan.steps()) {
                again(step);
            }
        }
        boolean whole =
                plan.steps().stream().map(step -> progress.step(step.name())).noneMatch(StepProgress::isLeft);
        return end(
                whole && !overtaken ? ReleaseStatus.ROLLED_BACK : ReleaseStatus.ROLLBACK_INCOMPLETE, progress.reason());
    }

    private boolean mayStillAct(Step step) {
        return runaways.hasOneOf(step.name());
    }

    private boolean wasUndone(Step step) {
        return progress.step(step.name()).undo() != Mark.NONE;
    }

    private void undo(Step step) throws Bounded.CallerInterrupted {
        StepProgress at = progress.step(step.name());
        Optional<Work> undo = step.undo();
        if (undo.isEmpty() || !at.isBegun() || at.undo() == Mark.DONE || at.undo() == Mark.FAILED) {
            return;
        }
        ledger.write(JournalEvent.UNDO_BEGUN, step.name());
        boolean overtaken = mayStillAct(step);
        Trial.Result result = unbounded(step, undo.get(), step.undoTimeout());
        if (overtaken && result.failure().isEmpty()) {
            result = Trial.Result.failed("its undo ran while the step itself still ran, and may have acted later");
        }
        if (result.failure().isPresent()) {
            ledger.write(JournalEvent.UNDO_FAILED, step.name(), reason(result));
        } else {
            ledger.write(JournalEvent.UNDONE, step.name());
        }
    }

    private void again(Step step) throws Bounded.CallerInterrupted {
        StepProgress at = progress.step(step.name());
        if (!step.isAgainAfterUndo() || at.again() == Mark.DONE || at.again() == Mark.FAILED) {
            return;
        }
        ledger.write(JournalEvent.AGAIN_BEGUN, step.name());
        Trial.Result result = mayStillAct(step)
                ? Trial.Result.failed("it still runs, and is not run twice at a time")
                : unbounded(step, step.work(), step.timeout());
        if (result.failure().isPresent()) {
            ledger.write(JournalEvent.AGAIN_FAILED, step.name(), reason(result));
        } else {
            ledger.write(JournalEvent.AGAIN_DONE, step.name());
        }
    }

    /** The time of the release is for the way forwards. */
    private Trial.Result unbounded(Step step, Work work, Duration timeout) throws Bounded.CallerInterrupted {
        return tried(step, new Trial(step, work, timeout, ledger, timing, Deadline.none()));
    }

    private Trial.Result tried(Step step, Trial trial) throws Bounded.CallerInterrupted {
        try {
            Trial.Result result = trial.result();
            result.runaway().ifPresent(thread -> ranAway(step, thread));
            return result;
        } catch (Bounded.CallerInterrupted e) {
            e.runaway().ifPresent(thread -> ranAway(step, thread));
            throw e;
        } catch (LostException e) {
            e.runaway().ifPresent(thread -> ranAway(step, thread));
            throw e;
        }
    }

    /** A check that still runs changes nothing. */
    private void ranAway(Step step, Thread thread) {
        if (step.kind() == Step.Kind.ACTION) {
            runaways.add(step.name(), thread);
        }
    }

    private ReleaseOutcome end(ReleaseStatus status, String reason) {
        String withoutUndo = outcome(status, reason).withoutUndo().stream()
                .map(StepOutcome::step)
                .collect(Collectors.joining(", "));
        ledger.write(
                JournalEvent.ENDED,
                "",
                Map.of("status", status.name(), "reason", reason, "without undo", Words.cut(withoutUndo)));
        return tell();
    }

    /** Whatever goes wrong here, the outcome stays. Who has not heard of it hears when the run is resumed. */
    private ReleaseOutcome tell() {
        ReleaseOutcome outcome = outcome(progress.ended().orElseThrow(), progress.reason());
        try {
            for (Last last : plan.lasts()) {
                if (!progress.isTold(last.name())) {
                    last.tell(outcome, timing.grace());
                    write(last);
                }
            }
        } catch (Bounded.CallerInterrupted e) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    private void write(Last last) {
        try {
            ledger.write(JournalEvent.TOLD, last.name());
        } catch (RuntimeException e) {
            LOG.warn("Release: the journal can't say that {} is done", last.name(), e);
        }
    }

    ReleaseOutcome outcome(ReleaseStatus status, String reason) {
        return plan.outcome(status, reason, progress);
    }
}
