package dev.seaworthy.security.ratelimit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that give up reading from a server that is silent, whose transactions are of read committed, as one that
 * has waited for a row must see what became of it, and that go back to their pool as they came.
 */
final class BoundedDataSource implements DataSource {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DataSource source;
    private final int millis;

    /** Statements end after the deadline, or a second if that is longer; the server has some time to say so. */
    BoundedDataSource(DataSource source, Duration deadline) {
        this.source = source;
        millis = Math.toIntExact(deadline.plus(GRACE).toMillis());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return bounded(source.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return bounded(source.getConnection(username, password));
    }

    private Connection bounded(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            boolean autoCommit = connection.getAutoCommit();
            connection.setNetworkTimeout(Runnable::run, millis);
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "close" -> giveBack(connection, before, autoCommit);
                        case "setAutoCommit" -> begin(connection, Boolean.TRUE.equals(arguments[0]));
                        default -> invoke(connection, method, arguments);
                    });
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** The level is that of the one transaction, so that there is none to restore. */
    private static @Nullable Object begin(Connection connection, boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (!autoCommit) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level read committed");
            }
        }
        return null;
    }

    private static @Nullable Object invoke(Connection connection, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static @Nullable Object giveBack(Connection connection, int millis, boolean autoCommit)
            throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                restore(connection, millis, autoCommit);
            }
        }
        return null;
    }

    private static void restore(Connection connection, int millis, boolean autoCommit) throws SQLException {
        try {
            connection.setAutoCommit(autoCommit);
        } finally {
            connection.setNetworkTimeout(Runnable::run, millis);
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
