package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import dev.seaworthy.core.deploy.release.journal.OpenJournal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The journal and the progress of one run, which always say the same: first it is written, then it is so. */
final class Ledger {
    private final String release;
    private final OpenJournal journal;
    private final Progress progress;
    private final InstantSource clock;
    private final Audience audience;
    private Optional<JournalException> failure = Optional.empty();

    Ledger(String release, OpenJournal journal, Progress progress, InstantSource clock, Audience audience) {
        this.release = release;
        this.journal = journal;
        this.progress = progress;
        this.clock = clock;
        this.audience = audience;
    }

    String release() {
        return release;
    }

    String version() {
        return progress.version();
    }

    Progress progress() {
        return progress;
    }

    /** @param every how often it is asked for */
    Hold hold(Duration every) {
        return new Hold(release, journal, every);
    }

    /** Written and not told: whoever calls may hold a lock, and tells it without. */
    JournalEntry note(String step, String name, String value) {
        return append(entry(JournalEvent.NOTED, step, Map.of(name, value)));
    }

    void write(JournalEvent event) {
        write(event, "", Map.of());
    }

    void write(JournalEvent event, String step) {
        write(event, step, Map.of());
    }

    void write(JournalEvent event, String step, Map<String, String> details) {
        write(entry(event, step, details));
    }

    void write(JournalEntry entry) {
        tell(append(entry));
    }

    void tell(JournalEntry entry) {
        audience.tell(entry);
    }

    private synchronized JournalEntry append(JournalEntry entry) {
        try {
            journal.append(entry);
        } catch (JournalException e) {
            failure = Optional.of(e);
            throw e;
        }
        progress.apply(entry);
        return entry;
    }

    /**
     * Whatever a step made of it that its note was not written.
     *
     * @throws JournalException if an entry could not be written: nothing more can be done then
     */
    synchronized void check() {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private JournalEntry entry(JournalEvent event, String step, Map<String, String> details) {
        return new JournalEntry(clock.instant(), version(), event, step, details);
    }
}
