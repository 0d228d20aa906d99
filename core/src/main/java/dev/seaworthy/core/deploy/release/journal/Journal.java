package dev.seaworthy.core.deploy.release.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where releases note down how far they are. Safe for use by many threads and processes: of each release one at a time
 * may write.
 */
public interface Journal {
    /**
     * A file of JSON lines for each release in a directory, which is made if it is not there. Each line is forced to
     * the disk. The directory must be on a file system of this machine: locks of network file systems are not to be
     * relied on.
     */
    static Journal directory(Path directory) {
        return new DirectoryJournal(directory.toAbsolutePath());
    }

    /**
     * The table {@code seaworthy_release_journal} of PostgreSQL, which is made if it is not there: for processes on
     * several machines. A release keeps one connection, which must be one session all the time: no PgBouncer in
     * transaction mode. A server that gives no answer within 30 seconds is a failure. If the session is cut off while a
     * step runs, that is interrupted; who goes on with it waits until that must have been noticed.
     */
    static Journal postgres(DataSource dataSource) {
        return new PostgresJournal(dataSource, PostgresJournal.LONGEST);
    }

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
