package dev.seaworthy.core.deploy.release.journal;

import java.util.List;
import java.util.Optional;

/**
 * Where releases note down how far they are. Safe for use by many threads and processes: of each release one at a time
 * may write.
 */
public interface Journal {
    /**
     * The journal of this release, to be written; empty while another holds it. A holder that is killed lets go.
     *
     * @param release letters, digits, dots, dashes and underscores
     * @throws JournalException if it can't be read
     */
    Optional<OpenJournal> open(String release);

    /** What {@link OpenJournal#entries} would give, while another may be writing. */
    List<JournalEntry> read(String release);
}
