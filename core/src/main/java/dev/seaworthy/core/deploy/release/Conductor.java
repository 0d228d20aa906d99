package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import dev.seaworthy.core.deploy.release.journal.OpenJournal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is asked of a release, as far as its journal allows it.
 *
 * @param longest how long all steps together may take
 * @param listener hears of each entry
 */
record Conductor(
        Plan plan,
        Journal journal,
        Timing timing,
        Duration longest,
        Optional<Consumer<JournalEntry>> listener,
        Runaways runaways) {

    ReleaseOutcome run() {
        return holding(this::begin);
    }

    ReleaseOutcome resume() {
        return holding(open -> goOn(open, Standing::againstResume, (last, ledger) -> {
            if (last.isOpen() && !(last.isLeft() && last.isBackwards())) {
                ledger.write(JournalEvent.RESUMED);
            }
        }));
    }

    ReleaseOutcome rollBack() {
        return holding(open -> goOn(open, Standing::againstRollBack, (last, ledger) -> {
            if (last.ended().isEmpty() && last.isBackwards()) {
                ledger.write(JournalEvent.RESUMED);
            } else if (!last.ended().equals(Optional.of(ReleaseStatus.ROLLED_BACK))) {
                String reason = last.reason().isEmpty() ? "it was asked for" : last.reason();
                ledger.write(JournalEvent.ROLLBACK_BEGUN, "", Map.of("reason", reason));
            }
        }));
    }

    /** Writes what a person says of the last run, which {@code fits} refuses by an exception if it does not fit. */
    void tell(JournalEvent event, String step, Map<String, String> details, Consumer<Progress> fits) {
        try (OpenJournal open = journal.open(plan.name())
                .orElseThrow(
                        () -> new ReleaseException("another process or thread is at a release of " + plan.name()))) {
            Progress last = History.of(open.entries())
                    .last()
                    .filter(progress -> progress.version().equals(plan.version()))
                    .orElseThrow(() -> new ReleaseException(
                            plan.name() + " " + plan.version() + " is not the last run in its journal"));
            fits.accept(last);
            ledger(open, last).write(event, step, details);
        }
    }

    private ReleaseOutcome holding(Function<OpenJournal, ReleaseOutcome> work) {
        Optional<OpenJournal> opened = journal.open(plan.name());
        if (opened.isEmpty()) {
            return plan.refused("another process or thread is at a release of " + plan.name());
        }
        try (OpenJournal open = opened.get()) {
            Optional<String> runaway = runaways.sentence();
            return runaway.isPresent() ? plan.refused(runaway.get()) : work.apply(open);
        }
    }

    private ReleaseOutcome begin(OpenJournal open) {
        History history = History.of(open.entries());
        Standing standing = new Standing(plan, history);
        Optional<String> objection = standing.againstRun();
        if (objection.isPresent()) {
            return plan.refused(objection.get());
        }
        if (standing.isCurrent()) {
            return already(open, history.last().orElseThrow());
        }
        JournalEntry begun = new JournalEntry(
                timing.clock().instant(),
                plan.version(),
                JournalEvent.BEGUN,
                "",
                Map.of("steps", String.join("\n", plan.lines())));
        Ledger ledger = ledger(open, new Progress(begun));
        ledger.write(begun);
        return engine(ledger).go();
    }

    private ReleaseOutcome already(OpenJournal open, Progress last) {
        if (last.version().equals(plan.version()) && plan.change(last.plan()).isEmpty()) {
            engine(ledger(open, last)).go(); // somebody may not have heard of it yet
        }
        return new ReleaseOutcome(
                ReleaseStatus.ALREADY_RELEASED,
                plan.name(),
                plan.version(),
                "this version is what was released last: nothing was done",
                List.of());
    }

    /** Says where an open run goes on to. */
    private interface Direction {
        void write(Progress last, Ledger ledger);
    }

    private ReleaseOutcome goOn(OpenJournal open, Function<Standing, Optional<String>> against, Direction direction) {
        History history = History.of(open.entries());
        Optional<String> objection = against.apply(new Standing(plan, history));
        if (objection.isPresent()) {
            return plan.refused(objection.get());
        }
        Progress last = history.last().orElseThrow();
        Ledger ledger = ledger(open, last);
        Duration wait = last.isMidway() ? ledger.hold(timing.beat()).lostUnheard(timing.graceOf(plan)) : Duration.ZERO;
        direction.write(last, ledger);
        return engine(ledger).goAfter(wait);
    }

    private Ledger ledger(OpenJournal open, Progress progress) {
        return new Ledger(plan.name(), open, progress, timing.clock(), new Audience(listener, timing.grace()));
    }

    private Engine engine(Ledger ledger) {
        return new Engine(plan, ledger, timing, Deadline.in(longest, timing.ticker()), runaways);
    }
}
