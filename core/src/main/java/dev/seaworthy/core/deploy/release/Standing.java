package dev.seaworthy.core.deploy.release;

import java.util.Optional;

/** What the journal allows to be done next, and why something else is refused. */
record Standing(Plan plan, History history) {
    Optional<String> againstRun() {
        return history.last().filter(Progress::isOpen).map(Standing::sentence);
    }

    Optional<String> againstResume() {
        Optional<Progress> last = history.last();
        if (last.isEmpty()) {
            return Optional.of("the journal knows no run of it");
        }
        if (!last.get().version().equals(plan.version())) {
            return Optional.of("the last run is one of version " + last.get().version()
                    + (last.get().isOpen() ? ": " + sentence(last.get()) : ""));
        }
        if (last.get().isSettled()) {
            return Optional.of("a person has put right what the last run left");
        }
        return plan.change(last.get().plan())
                .map(change ->
                        change + (last.get().isOpen() ? ": go on with the steps that it had, or settle it" : ""));
    }

    Optional<String> againstRollBack() {
        Optional<String> objection = againstResume();
        if (objection.isPresent() || !history.last().orElseThrow().isBeyondReturn()) {
            return objection;
        }
        Progress last = history.last().orElseThrow();
        return Optional.of("the run is beyond its point of no return" + (last.isOpen() ? ": " + last.advice() : ""));
    }

    /** Whether the version that is to be released is what is released now. */
    boolean isCurrent() {
        return history.current().filter(plan.version()::equals).isPresent();
    }

    private static String sentence(Progress last) {
        String ended = last.ended().map(status -> "ended " + status).orElse("was begun and has not ended");
        return "version " + last.version() + " " + ended + ": " + last.advice();
    }
}
