package dev.seaworthy.core.database.catalog;

/** Whether a session is at work on an index that is not valid, so that nobody else shall drop it. */
public final class IndexWork {
    /**
     * Of the {@code pg_index x} of a query. Which index a session builds is told by the server's progress to its own
     * role alone; that it builds one, and all locks, to everyone: a build locks the table, and what rebuilds or drops
     * an index locks that too.
     */
    public static final String IS_RUNNING = """
            (NOT (x.indisvalid AND x.indisready AND x.indislive) AND EXISTS (
               SELECT 1 FROM pg_locks l
               WHERE l.locktype = 'relation' AND l.granted
                 AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
                 AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                                'AccessExclusiveLock')
                 AND (l.relation = x.indexrelid
                      OR l.relation = x.indrelid AND l.pid IN (SELECT b.pid FROM pg_stat_progress_create_index b))))""";

    private IndexWork() {}
}
