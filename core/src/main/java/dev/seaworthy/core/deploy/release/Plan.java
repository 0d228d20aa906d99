package dev.seaworthy.core.deploy.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is declared of a release.
 *
 * @param undoable how many steps come before the point of no return
 */
record Plan(String name, String version, List<Step> steps, int undoable, List<Last> lasts) {
    /** No name of a step begins with a space. */
    static final String NO_RETURN = " point of no return";

    /** The lines by which a journal knows this plan. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(steps.stream().map(Step::name).toList());
        if (undoable < steps.size()) {
            lines.add(undoable, NO_RETURN);
        }
        return lines;
    }

    /** What is another here than in the journal, if anything is. */
    Optional<String> change(List<String> before) {
        List<String> now = lines();
        for (int i = 0; i < Math.max(now.size(), before.size()); i++) {
            String here = i < now.size() ? "\"" + now.get(i).strip() + "\"" : "missing";
            String there = i < before.size() ? "\"" + before.get(i).strip() + "\"" : "not there";
            if (!here.equals(there)) {
                return Optional.of("step " + (i + 1) + " is " + here + ", and was " + there + " when the run began");
            }
        }
        return Optional.empty();
    }

    /** All that its steps may do, undos included. */
    Stream<Work> works() {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step.work()), step.undo().stream()));
    }

    ReleaseOutcome outcome(ReleaseStatus status, String reason, Progress progress) {
        boolean released = status == ReleaseStatus.RELEASED || status == ReleaseStatus.ALREADY_RELEASED;
        return new ReleaseOutcome(
                status,
                name,
                version,
                reason,
                steps.stream()
                        .map(step -> StepOutcome.of(step, progress.step(step.name()), progress.isBackwards(), released))
                        .toList());
    }

    ReleaseOutcome refused(String reason) {
        return new ReleaseOutcome(ReleaseStatus.REFUSED, name, version, reason, List.of());
    }
}
