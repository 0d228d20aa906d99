package dev.seaworthy.backup.database;

/** A database that exists for one restore. One thread at a time. */
public interface ScratchDatabase extends RestoreTarget, AutoCloseable {
    /**
     * What one query answers: the first column of its first row, as text; empty if there is no row or it is null.
     *
     * @throws RestoreException if the query fails
     */
    String ask(String sql);

    /** Drops the database, whatever it holds. A failure to do so is logged, since it takes nothing from the restore. */
    @Override
    void close();
}
