package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import java.util.List;
import java.util.Optional;

/** What a journal tells of the runs before. */
final class History {
    private Optional<Progress> last = Optional.empty();
    private Optional<String> current = Optional.empty();
    private Optional<String> before = Optional.empty();

    private History() {}

    static History of(List<JournalEntry> entries) {
        History history = new History();
        entries.forEach(history::add);
        return history;
    }

    private void add(JournalEntry entry) {
        if (entry.event() == JournalEvent.BEGUN) {
            before = current;
            last = Optional.of(new Progress(entry));
        }
        last.ifPresent(progress -> progress.apply(entry));
        if (entry.event() == JournalEvent.ENDED) {
            current = last.flatMap(this::after);
        } else if (entry.event() == JournalEvent.ROLLBACK_BEGUN || entry.event() == JournalEvent.STEP_BEGUN) {
            current = Optional.empty();
        }
    }

    /** Where a step acted that has no undo, nobody knows whether the version before is there again. */
    private Optional<String> after(Progress ended) {
        return switch (ended.ended().orElseThrow()) {
            case RELEASED -> Optional.of(ended.version());
            case ROLLED_BACK -> ended.isWhole() ? before : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The last run. */
    Optional<Progress> last() {
        return last;
    }

    /** The version that is released now, as far as that is known. */
    Optional<String> current() {
        return current;
    }
}
