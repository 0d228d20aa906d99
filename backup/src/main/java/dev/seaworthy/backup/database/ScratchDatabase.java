package dev.seaworthy.backup.database;

import java.io.InputStream;
import java.util.SortedMap;

/** A database that exists for one restore. One thread at a time. */
public interface ScratchDatabase extends AutoCloseable {
    /**
     * Restores a dump of the same kind of database. It may leave the end of {@code dump} unread, and never closes it.
     *
     * @throws RestoreException if anything of the dump could not be restored
     */
    void restore(InputStream dump);

    /** The number of rows by table, named as in {@link Dump#rows()}. */
    SortedMap<String, Long> rows();

    /** Drops the database, whatever it holds. A failure to do so is logged, since it takes nothing from the restore. */
    @Override
    void close();
}
