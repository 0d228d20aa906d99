package dev.seaworthy.core.testing;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import dev.seaworthy.core.deploy.release.journal.OpenJournal;
import dev.seaworthy.core.deploy.release.journal.Recent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A journal that lasts as long as this object. Safe for use by many threads. */
public final class InMemoryJournal implements Journal {
    private final Map<String, List<JournalEntry>> written = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private int appends;
    private int failing = -1;

    /** An empty one. */
    public InMemoryJournal() {}

    /** Lets the append after so many more fail, and each one after it. */
    public synchronized void failAfter(int more) {
        failing = appends + more;
    }

    /** Appends work again. */
    public synchronized void recover() {
        failing = -1;
    }

    @Override
    public synchronized Optional<OpenJournal> open(String release) {
        return held.add(release) ? Optional.of(new Held(release)) : Optional.empty();
    }

    @Override
    public synchronized List<JournalEntry> read(String release) {
        Recent recent = new Recent();
        written.getOrDefault(release, List.of()).forEach(recent::add);
        return recent.entries();
    }

    private synchronized void append(String release, JournalEntry entry) {
        if (failing >= 0 && appends >= failing) {
            throw new JournalException("the journal of " + release + " was told to fail");
        }
        appends++;
        written.computeIfAbsent(release, name -> new ArrayList<>()).add(entry);
    }

    private synchronized void release(String release) {
        held.remove(release);
    }

    private final class Held implements OpenJournal {
        private final String release;
        private final List<JournalEntry> before;
        private boolean closed;

        Held(String release) {
            this.release = release;
            before = read(release);
        }

        @Override
        public List<JournalEntry> entries() {
            return before;
        }

        @Override
        public void append(JournalEntry entry) {
            if (closed) {
                throw new JournalException("the journal of " + release + " is closed");
            }
            InMemoryJournal.this.append(release, entry);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(release);
            }
        }
    }
}
