package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import dev.seaworthy.core.deploy.release.journal.OpenJournal;
import dev.seaworthy.core.failure.Trace;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal and the progress of one run, which always say the same: first it is written, then it is so. */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final String release;
    private final OpenJournal journal;
    private final Progress progress;
    private final InstantSource clock;
    private final Consumer<JournalEntry> listener;

    Ledger(
            String release,
            OpenJournal journal,
            Progress progress,
            InstantSource clock,
            Consumer<JournalEntry> listener) {
        this.release = release;
        this.journal = journal;
        this.progress = progress;
        this.clock = clock;
        this.listener = listener;
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

    void note(String step, String name, String value) {
        write(JournalEvent.NOTED, step, Map.of(name, value));
    }

    void write(JournalEvent event) {
        write(event, "", Map.of());
    }

    void write(JournalEvent event, String step) {
        write(event, step, Map.of());
    }

    void write(JournalEvent event, String step, Map<String, String> details) {
        write(new JournalEntry(clock.instant(), version(), event, step, details));
    }

    synchronized void write(JournalEntry entry) {
        journal.append(entry);
        progress.apply(entry);
        tell(entry);
    }

    private void tell(JournalEntry entry) {
        try {
            listener.accept(entry);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Release {} {}: who hears of each entry failed at {}",
                    release,
                    version(),
                    entry.event(),
                    Trace.of(e));
        }
    }
}
