package dev.seaworthy.core.database.catalog;

import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One connection of a data source, given back in the state that it came in. One thread at a time.
 *
 * <p>One that was {@linkplain #open opened} is in autocommit, and what {@link #set} changed has its value of before
 * when it is closed: that needs a connection which stays with one session of the server. One that was opened to
 * {@linkplain #lookInto look} is in a single transaction, which is rolled back when it is closed.
 *
 * <p>Names without a schema are those of PostgreSQL itself, so that nobody who may write to another schema can put a
 * function of his own in the place of one of them. What a user has written runs under the caller's own search path, by
 * {@link #asCaller}.
 *
 * <p>A failed statement is a {@link SQLException} here; whoever knows what it was for says so in a
 * {@link DatabaseException}.
 */
public final class Session implements AutoCloseable {
    private final Connection connection;
    private final boolean isOneTransaction;
    private final boolean autoCommit;
    private final Parameters parameters;
    private final int version;

    private Session(Connection connection, boolean isOneTransaction) throws SQLException {
        this.connection = connection;
        this.isOneTransaction = isOneTransaction;
        this.autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(!isOneTransaction);
        this.parameters = new Parameters(this, isOneTransaction);
        this.version = Integer.parseInt(one("SHOW server_version_num"));
        parameters.setOwnSearchPath();
    }

    /**
     * Borrows a connection.
     *
     * @throws DatabaseException if there is none to be had
     */
    public static Session open(DataSource dataSource) {
        return open(dataSource, false);
    }

    /**
     * Borrows a connection for one transaction, of which nothing lasts: so it may be one of a pooler that lends a
     * session of the server for a transaction.
     *
     * @throws DatabaseException if there is none to be had
     */
    public static Session lookInto(DataSource dataSource) {
        return open(dataSource, true);
    }

    /**
     * Looks from within the transaction of a connection that stays its caller's, and that is left as it was.
     *
     * @throws SQLException if there is no transaction
     */
    public static <T> T inside(Connection connection, Look<T> look) throws SQLException {
        return Transactions.backToSavepoint(connection, () -> look.at(new Session(connection, true)));
    }

    @SuppressWarnings("resource") // the session closes it
    private static Session open(DataSource dataSource, boolean isOneTransaction) {
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            return new Session(connection, isOneTransaction);
        } catch (SQLException e) {
            if (connection != null) {
                closeQuietly(connection, e);
            }
            throw new DatabaseException("no connection to the database", e);
        }
    }

    private static void closeQuietly(Connection connection, SQLException reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** For what takes a connection, and leaves it as it was. */
    public Connection connection() {
        return connection;
    }

    /** {@code server_version_num}: 140023 for 14.23. */
    public int version() {
        return version;
    }

    public boolean isAtLeast(int major) {
        return version >= major * 10_000;
    }

    /** Sets a parameter of the session until it is closed: {@code set("lock_timeout", "2000")}. */
    public void set(String parameter, String value) throws SQLException {
        parameters.set(parameter, value);
    }

    /** Runs {@code work} with the search path that the connection came with, and temporary tables last. */
    public <T> T asCaller(Work<T> work) throws SQLException {
        parameters.setCallersSearchPath();
        try {
            T result = work.run();
            parameters.setOwnSearchPath();
            return result;
        } catch (SQLException e) {
            if (!isInTransaction()) { // one that failed takes the change back with itself
                undo(e);
            }
            throw e;
        }
    }

    private void undo(SQLException failure) {
        try {
            parameters.setOwnSearchPath();
        } catch (SQLException e) {
            failure.addSuppressed(e); // the connection is broken
        }
    }

    private boolean isInTransaction() throws SQLException {
        return !connection.getAutoCommit();
    }

    /** Runs one statement, or several as one simple query, and drops what it returns. */
    @SuppressWarnings("SqlSourceToSinkFlow") // names and texts in it were quoted
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Runs one statement, and returns what the server warned of, each in its first line. */
    @SuppressWarnings("SqlSourceToSinkFlow") // names and texts in it were quoted
    public List<String> executeAndWarn(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            List<String> warnings = new ArrayList<>();
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                warnings.add(DatabaseException.firstLine(warning));
            }
            return warnings;
        }
    }

    /** Runs one statement with {@code ?} for each parameter, and returns how many rows it changed. */
    public int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Runs one statement that is sent as it is, and returns how many rows it changed: a {@code ?} is an operator's. */
    @SuppressWarnings("SqlSourceToSinkFlow") // names and texts in it were quoted
    public int updateAsIs(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeUpdate(sql);
        }
    }

    /** All rows of a query with {@code ?} for each parameter; an array parameter is a {@code String[]}. */
    public <T> List<T> query(Row<T> row, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            return rows(row, result);
        }
    }

    /** All rows of a query that is sent as it is: a {@code ?} in it is an operator's. */
    @SuppressWarnings("SqlSourceToSinkFlow") // names and texts in it were quoted
    public <T> List<T> queryAsIs(Row<T> row, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(sql)) {
                return rows(row, result);
            }
        }
    }

    private static <T> List<T> rows(Row<T> row, ResultSet result) throws SQLException {
        List<T> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(row.read(result));
        }
        return rows;
    }

    /** The first column of the one row of a query. */
    public String one(String sql, Object... parameters) throws SQLException {
        return first(sql, parameters).orElseThrow(() -> new SQLException("no row of: " + sql));
    }

    /** The first column of the first row, if there is a row and it is not null. */
    public Optional<String> first(String sql, Object... parameters) throws SQLException {
        return query(row -> Optional.ofNullable(row.getString(1)), sql, parameters).stream()
                .findFirst()
                .flatMap(value -> value);
    }

    /** Whether the query has a row. */
    public boolean exists(String sql, Object... parameters) throws SQLException {
        return !query(row -> 1, sql, parameters).isEmpty();
    }

    /**
     * Runs {@code work} in a transaction that is committed if it returns, and rolled back if it throws.
     *
     * @throws IllegalStateException if this session only looks
     */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        if (isOneTransaction) {
            throw new IllegalStateException("a session that only looks commits nothing");
        }
        return Transactions.run(connection, true, work);
    }

    /** Runs statements in one transaction: all, or none if one of them fails. */
    public void executeTogether(List<String> statements) throws SQLException {
        inTransaction(() -> {
            for (String statement : statements) {
                execute(statement);
            }
            return statements;
        });
    }

    /** Runs {@code work} in a transaction that is rolled back, whatever happens. */
    public <T> T rolledBack(Work<T> work) throws SQLException {
        return isOneTransaction
                ? Transactions.backToSavepoint(connection, work)
                : Transactions.run(connection, false, work);
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                Object parameter = parameters[i];
                statement.setObject(
                        i + 1,
                        parameter instanceof String[] texts ? connection.createArrayOf("text", texts) : parameter);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Gives the connection back as it came. One that is broken by then is dropped in silence. */
    @Override
    public void close() {
        try (connection) {
            if (isOneTransaction) {
                connection.rollback();
            }
            parameters.restore();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            // what was asked of the session is done or has failed by now, and a pool looks at what it gets back
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What runs in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** What looks into a database. */
    @FunctionalInterface
    public interface Look<T> {
        T at(Session session) throws SQLException;
    }
}
