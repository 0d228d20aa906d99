package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.postgres.DatabaseException;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What may stand between a client and the server, and give each transaction to another session of it. */
final class Pooler {
    private static final String BACKEND = "SELECT pg_catalog.pg_backend_pid()";

    private Pooler() {}

    /**
     * Refuses a pooler in transaction mode before anything is set in a session that others have next. One that keeps to
     * a single session shows itself by a second connection, which a pooler alone makes necessary.
     */
    static void refuse(DataSource dataSource, Archive archive) {
        try (Connection one = dataSource.getConnection()) {
            String backend = backend(one);
            if (isSeenAs(one, backend)) {
                return;
            }
            try (Connection two = dataSource.getConnection()) {
                Refusal.unless(staysApart(one, two), archive, MoverLock.CHANGES);
            }
        } catch (SQLException e) {
            throw new DatabaseException("archive move of " + archive.source() + " finds no connection to judge", e);
        }
    }

    /** Whether the driver was told of this session when it connected: a pooler makes numbers up. */
    private static boolean isSeenAs(Connection connection, String backend) throws SQLException {
        try {
            Class<?> driver = Class.forName("org.postgresql.PGConnection");
            return connection.isWrapperFor(driver)
                    && String.valueOf(driver.getMethod("getBackendPID").invoke(connection.unwrap(driver)))
                            .equals(backend);
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            return false;
        } catch (InvocationTargetException e) {
            throw new SQLException(e);
        }
    }

    /**
     * A pooler in transaction mode gives the session that came back last, so that the second connection has it, or that
     * which has been free for longest, so that the first soon has another one.
     */
    private static boolean staysApart(Connection one, Connection two) throws SQLException {
        String first = backend(one);
        if (!backend(one).equals(first)) {
            return false;
        }
        boolean autoCommit = two.getAutoCommit();
        two.setAutoCommit(false);
        try {
            return !backend(two).equals(first);
        } finally {
            two.rollback();
            two.setAutoCommit(autoCommit);
        }
    }

    private static String backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BACKEND)) {
            row.next();
            return row.getString(1);
        }
    }
}
