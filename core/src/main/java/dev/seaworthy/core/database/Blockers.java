package dev.seaworthy.core.database;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.util.List;

/**
 * Who may have kept a statement waiting: the oldest transactions of the database, by process, without their queries.
 */
final class Blockers {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String OLDEST = """
            SELECT format('process %s of %s, %s for %s s', pid, usename, state,
                          extract(epoch FROM clock_timestamp() - xact_start)::bigint)
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
              AND backend_type = 'client backend'
            ORDER BY xact_start LIMIT 3""";

    private Blockers() {}

    /**
     * {@code , with these transactions open: process 12 of app, idle in transaction for 600 s}; empty if there is none.
     */
    static String of(Session session, SQLException failure) {
        if (!LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
            return "";
        }
        try {
            List<String> oldest = session.query(row -> row.getString(1), OLDEST);
            return oldest.isEmpty() ? "" : ", with these transactions open: " + String.join("; ", oldest);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return "";
        }
    }
}
