package dev.seaworthy.core.deploy.release.journal;

import java.util.List;

/** The journal of one release in the hands of the one process that may write it. Closing gives it back. */
public interface OpenJournal extends AutoCloseable {
    /**
     * What was written before, oldest first: at least the last run, and all that came after the last run that ended
     * well.
     */
    List<JournalEntry> entries();

    /**
     * Writes one more. It is safe from a crash of this machine when this returns.
     *
     * @throws JournalException if that can't be said; nothing more can be appended then
     */
    void append(JournalEntry entry);

    @Override
    void close();
}
