package dev.seaworthy.core.database.catalog;

import dev.seaworthy.core.database.postgres.DatabaseException;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What may stand between a client and the server, and give each transaction to another session of it. */
public final class Pooler {
    private static final String BACKEND = "SELECT pg_catalog.pg_backend_pid()";

    private Pooler() {}

    /**
     * Whether a connection stays with one session of the server, as it does without a pooler, and through one in
     * session mode. Nothing is set to find out. A pooler in transaction mode that has kept to a single session so far
     * shows itself by a second connection, which is asked for only if there is a pooler.
     *
     * @throws DatabaseException if the connections that it takes are not to be had
     */
    public static boolean keepsSessions(DataSource dataSource) {
        try (Connection one = dataSource.getConnection()) {
            boolean autoCommit = one.getAutoCommit();
            one.setAutoCommit(true); // in a transaction each connection stays with its session
            try {
                return isSeenAs(one, backend(one)) || staysApart(one, dataSource);
            } finally {
                one.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new DatabaseException("no connection to the database", e);
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

    private static boolean staysApart(Connection one, DataSource dataSource) {
        try (Connection two = dataSource.getConnection()) {
            return staysApart(one, two);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "a pooler stands before the database, and whether it keeps sessions was not found out: it takes a"
                            + " second connection",
                    e);
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
