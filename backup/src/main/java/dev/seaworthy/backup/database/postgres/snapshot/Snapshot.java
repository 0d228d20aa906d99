package dev.seaworthy.backup.database.postgres.snapshot;

import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.RowHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One instant of a database, in a transaction that only reads, in which every type has one text form. {@code pg_dump
 * --snapshot} sees the same instant, as long as the transaction stays open.
 */
public final class Snapshot implements AutoCloseable {
    /** The SQLSTATE of an instant that does not show what the tables hold: serialization_failure. */
    public static final String REWRITTEN = "40001";

    private static final String REWRITTEN_TABLES = """
            SELECT string_agg(format('%%I.%%I', n.nspname, c.relname), ', ')
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND %s
              AND c.relfilenode <> pg_catalog.pg_relation_filenode(c.oid)
            """;

    private static final int LOCK_WAIT_MILLIS = 60_000;
    private static final int WATCH_MILLIS = 5_000;

    /** What the text of a value depends on; and no time limit, since a table may be large. */
    private static final List<String> SETTINGS = List.of(
            "standard_conforming_strings = on",
            "search_path = ''",
            "DateStyle = 'ISO'",
            "IntervalStyle = 'postgres'",
            "TimeZone = 'UTC'",
            "extra_float_digits = 3",
            "bytea_output = 'hex'",
            "lc_monetary = 'C'",
            "xmloption = 'content'",
            "quote_all_identifiers = off",
            "row_security = off", // fail rather than see the rows of one role
            "statement_timeout = 0",
            "idle_in_transaction_session_timeout = 0",
            "lock_timeout = " + LOCK_WAIT_MILLIS);

    private final Connection connection;
    private final Rows rows;

    private Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        this.rows = new Rows(connection);
        for (String setting : SETTINGS) {
            rows.execute("SET LOCAL " + setting);
        }
        watchTheClient();
    }

    /** Ends the session soon after a process that was killed, where the server can; not only when its query ends. */
    private void watchTheClient() throws SQLException {
        rows.list(
                "SELECT pg_catalog.set_config(name, '" + WATCH_MILLIS + "', true) FROM pg_catalog.pg_settings"
                        + " WHERE name = 'client_connection_check_interval'",
                row -> row.getString(1));
    }

    /** Takes the connection, also if it fails. */
    public static Snapshot begin(Connection connection) throws SQLException {
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

    /** The name of the instant, for others. */
    public String export() throws SQLException {
        return rows.text("SELECT pg_catalog.pg_export_snapshot()");
    }

    /**
     * The tables of the instant, which nobody drops, empties or rewrites from here on, while the transaction lasts.
     *
     * @throws SQLException with {@link #REWRITTEN} if somebody has done so since the instant, which would see them
     *     empty
     */
    public List<Table> lockTables(SchemaFilter schemas) throws SQLException {
        List<Table> tables = new Tables(rows, schemas).list();
        Tables.requireReadable(tables);
        if (!tables.isEmpty()) {
            rows.execute("LOCK TABLE ONLY "
                    + String.join(
                            ", ONLY ",
                            tables.stream().map(table -> table.name().sql()).toList())
                    + " IN ACCESS SHARE MODE");
        }
        requireNotRewritten(schemas);
        return tables;
    }

    /** The catalog is read as of the instant, the function's answer as of now. */
    private void requireNotRewritten(SchemaFilter schemas) throws SQLException {
        String rewritten = rows.text(REWRITTEN_TABLES.formatted(schemas.accepts("n.nspname")));
        if (!rewritten.isEmpty()) {
            throw new SQLException(rewritten + " was emptied or rewritten after the instant of the dump", REWRITTEN);
        }
    }

    /** Of the database, as the server names it. */
    public String encoding() throws SQLException {
        return rows.text("SHOW server_encoding");
    }

    /** Those of these tables that have so many bytes or more, the largest first. */
    public List<TableName> large(List<Table> locked, SchemaFilter schemas, long bytes) throws SQLException {
        return new LargeTables(rows, schemas).list(locked, bytes);
    }

    /** What these tables hold, and all that is no table. */
    public Fingerprint fingerprint(List<Table> tables, SchemaFilter schemas, RowHash hash) throws SQLException {
        return new FingerprintQueries(rows, schemas, hash).read(tables);
    }

    public Rows rows() {
        return rows;
    }

    public String serverVersion() throws SQLException {
        return rows.text("SHOW server_version");
    }

    public int serverMajor() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
