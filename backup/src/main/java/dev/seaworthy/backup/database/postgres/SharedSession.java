package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Whether a connection leads to a pooler that lends one session to many clients, transaction by transaction.
 * {@code pg_dump} sets the form of its texts outside of transactions, so there its settings may land in a session of
 * others, and those of others in its own.
 */
final class SharedSession {
    private static final String SUPABASE_POOLER = ".pooler.supabase.com";
    private static final int SUPABASE_TRANSACTION_PORT = 6543;

    private SharedSession() {}

    /** Refuses such a connection, with the reason. */
    static void refuse(PostgresConnection database) throws SQLException {
        if (isSupabaseTransactionPooler(database) || isShared(database)) {
            throw new DumpException(
                    "Could not dump " + database + ": it is a pooler in transaction mode, where sessions are shared"
                            + " and a snapshot cannot be kept; connect to the server itself, or to the pooler in session"
                            + " mode (with Supabase: the direct connection, or port 5432 of the pooler)",
                    null);
        }
    }

    private static boolean isSupabaseTransactionPooler(PostgresConnection database) {
        return database.port() == SUPABASE_TRANSACTION_PORT
                && (database.host().endsWith(SUPABASE_POOLER) || database.host().endsWith(".supabase.co"));
    }

    /**
     * Between two transactions a pooler takes the session back: it gives it to the next who asks, or gives another one
     * in turn.
     */
    private static boolean isShared(PostgresConnection database) throws SQLException {
        try (Connection one = database.connect()) {
            Rows first = new Rows(one);
            String session = session(first);
            if (!session.equals(session(first))) {
                return true;
            }
            try (Connection other = database.connect()) {
                other.setAutoCommit(false);
                return session.equals(session(new Rows(other)));
            }
        }
    }

    private static String session(Rows rows) throws SQLException {
        return rows.text("SELECT pg_catalog.pg_backend_pid()");
    }
}
