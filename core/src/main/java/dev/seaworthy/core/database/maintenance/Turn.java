package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from this JVM, unless {@code pg_cron} has a job of the same name: nothing runs twice. */
record Turn(String name, Task task) {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    /** Whether there is {@code pg_cron} here, and its tables can be asked. */
    static final String CRON_IS_OPEN = """
            SELECT 1 FROM pg_namespace n JOIN pg_extension e ON e.extname = 'pg_cron'
            WHERE n.nspname = 'cron' AND has_schema_privilege(n.oid, 'USAGE')""";

    void take(DataSource dataSource) {
        try {
            if (isOfCron(dataSource)) {
                LOG.info("Maintenance: {} is run by pg_cron", name);
                return;
            }
            task.run(dataSource);
        } catch (SQLException e) {
            throw new DatabaseException("maintenance " + name + " failed", e);
        }
    }

    /** A session for statements that take long, and wait for no lock for long. */
    static Session open(DataSource dataSource) throws SQLException {
        Session session = Session.open(dataSource);
        try {
            session.set("statement_timeout", Long.toString(Maintenance.TIMEOUT.toMillis()));
            session.set("lock_timeout", "10s");
            session.set("client_connection_check_interval", "2s");
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Whether {@code pg_cron} has a job of this name for this database, switched off or not. Of the jobs of other roles
     * it tells a superuser alone.
     */
    private boolean isOfCron(DataSource dataSource) throws SQLException {
        try (Session session = Session.open(dataSource)) {
            return session.exists(CRON_IS_OPEN)
                    && session.exists(
                            "SELECT 1 FROM cron.job WHERE jobname = ? AND database = current_database()", name);
        }
    }
}
