package dev.seaworthy.security.apikey.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A connection of a pool in autocommit, whose statements end in time, whether or not the server answers. It goes back
 * as it came; one that got no answer is broken, and a pool drops it.
 */
final class BoundedConnection implements AutoCloseable {
    /** The server is asked first to end a statement; who gets no answer to that either hangs up. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Connection connection;
    private final int seconds;
    private final boolean autoCommit;
    private final int networkTimeout;

    private BoundedConnection(Connection connection, Duration longest) throws SQLException {
        this.connection = connection;
        seconds = Math.toIntExact(longest.plusNanos(999_999_999).toSeconds());
        autoCommit = connection.getAutoCommit();
        networkTimeout = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(
                Runnable::run,
                Math.toIntExact(Duration.ofSeconds(seconds).plus(GRACE).toMillis()));
    }

    @SuppressWarnings("resource") // the returned one closes it
    static BoundedConnection open(DataSource source, Duration longest) throws SQLException {
        Connection connection = source.getConnection();
        try {
            return new BoundedConnection(connection, longest);
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    @SuppressWarnings("SqlSourceToSinkFlow") // the table's name in it is quoted
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(seconds);
        return statement;
    }

    /** In silence, if it is broken: what was asked is answered, or has failed, by now. */
    @Override
    public void close() {
        try (connection) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            return;
        }
    }
}
