package dev.seaworthy.backup.database.postgres.snapshot;

import dev.seaworthy.backup.interrupt.Interruptible;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What queries answer on one connection. The query that runs can be cancelled by another thread, and is when its own is
 * interrupted.
 */
public final class Rows {
    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);

    private final Connection connection;
    private final Object lock = new Object();
    private final Interruptible waiting = new Interruptible(this::cancelQuietly);
    private List<Statement> running = List.of();
    private boolean cancelled;

    public Rows(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of the row at which a result stands. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows. */
    public <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            begin(statement);
            try {
                return waiting.run(() -> read(statement, sql, reader));
            } finally {
                end();
            }
        }
    }

    private static <T> List<T> read(Statement statement, String sql, Reader<T> reader) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        }
    }

    /** One statement. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            begin(statement);
            try {
                waiting.run(() -> statement.execute(sql));
            } finally {
                end();
            }
        }
    }

    /** The one row. */
    public <T> T one(String sql, Reader<T> reader) throws SQLException {
        return list(sql, reader).get(0);
    }

    /** The first column of the one row; empty if it is null. */
    public String text(String sql) throws SQLException {
        return one(sql, row -> Objects.requireNonNullElse(row.getString(1), ""));
    }

    private void begin(Statement statement) throws SQLException {
        synchronized (lock) {
            if (cancelled) {
                throw new SQLException("cancelled");
            }
            running = List.of(statement);
        }
    }

    private void end() {
        synchronized (lock) {
            running = List.of();
        }
    }

    /** Ends the query that runs, and the connection. */
    void cancel() throws SQLException {
        try {
            cancelRunning();
        } finally {
            connection.abort(Runnable::run);
        }
    }

    private void cancelQuietly() {
        try {
            cancel();
        } catch (SQLException e) {
            LOG.warn("Could not cancel a query of a thread that was interrupted; its connection is ended", e);
        }
    }

    private void cancelRunning() throws SQLException {
        synchronized (lock) {
            cancelled = true;
            for (Statement statement : running) {
                statement.cancel();
            }
        }
    }
}
