package dev.seaworthy.core.database;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The advisory lock that lets one applier in. Closing gives it back, and it goes with its session, however that ends.
 *
 * <p>It is asked for again and again, and never waited for: a session that waits for an advisory lock has a snapshot,
 * on which a concurrent build in the session that holds the lock would wait in turn.
 */
final class ApplierLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApplierLock.class);

    /** {@code seaworth} in ASCII. */
    private static final long KEY = 0x7365_6177_6f72_7468L;

    static final String CHANGES =
            "the connection does not stay with one session, as behind PgBouncer in transaction mode:"
                    + " give a data source that reaches PostgreSQL itself, or a pool in session mode";

    private static final String HELD = """
            SELECT 1 FROM pg_locks
            WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted AND objsubid = 1
              AND classid::bigint << 32 | objid::bigint = ?""";

    private final Session session;

    private ApplierLock(Session session) {
        this.session = session;
    }

    /** @throws DatabaseException if another applier has not ended in time */
    static ApplierLock take(Session session, Pace pace) throws SQLException {
        for (long polls = pace.polls();
                !session.one("SELECT pg_try_advisory_lock(?)", KEY).equals("t");
                polls--) {
            if (Thread.currentThread().isInterrupted()) {
                throw new DatabaseException("interrupted while another applier is at work in this database");
            }
            if (polls == 0) {
                throw new DatabaseException("another applier is at work in this database, and has not ended within "
                        + pace.applierTimeout() + "; pg_locks names its process");
            }
            Pace.poll();
        }
        return new ApplierLock(session);
    }

    /** @throws DatabaseException if the session is no longer that which took the lock */
    void check() throws SQLException {
        if (!session.exists(HELD, KEY)) {
            throw new DatabaseException(CHANGES);
        }
    }

    /** A session that is broken by now has lost the lock already. */
    @Override
    public void close() {
        try {
            session.one("SELECT pg_advisory_unlock(?)", KEY);
        } catch (SQLException e) {
            LOG.debug("Database: the lock of the applier went with its session", e);
        }
    }
}
