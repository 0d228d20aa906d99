package dev.seaworthy.core.deploy.release.journal;

import java.time.Duration;
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

    /**
     * Whether this process still has it. A lock that belongs to a session is lost with that, which nobody tells: a
     * release asks while a step runs.
     */
    default boolean isHeld() {
        return true;
    }

    /**
     * How long it may take until {@link #isHeld} tells of a loss. A run that was not brought to its end is gone on with
     * only when its holder has had that time. Zero, the default: it is not lost while the process lives.
     */
    default Duration lostUnheard() {
        return Duration.ZERO;
    }

    @Override
    void close();
}
