package dev.seaworthy.backup.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;

/**
 * One instant of a database, exported for {@code pg_dump --snapshot}: it lives as long as this transaction, which must
 * stay open until the dump has ended. Its counts lock each table against changes of its shape until then.
 */
final class Snapshot implements AutoCloseable {
    private final Connection connection;
    private final String id;

    private Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        execute("SET LOCAL row_security = off"); // fail rather than count the rows of one role
        execute("SET LOCAL statement_timeout = 0");
        execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        this.id = ask("SELECT pg_catalog.pg_export_snapshot()");
    }

    static Snapshot export(PostgresConnection database) throws SQLException {
        Connection connection = database.connect();
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return new Snapshot(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    String id() {
        return id;
    }

    SortedMap<String, Long> rows() throws SQLException {
        return RowCounts.of(connection);
    }

    String serverVersion() throws SQLException {
        return ask("SHOW server_version");
    }

    int serverMajor() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
