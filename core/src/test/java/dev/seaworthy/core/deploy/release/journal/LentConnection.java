package dev.seaworthy.core.deploy.release.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** A pool of one connection, which closing gives back as it is. */
final class LentConnection implements AutoCloseable {
    private static final String SETTINGS = """
            SELECT name || '=' || setting FROM pg_settings
            WHERE name IN ('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count',
                'synchronous_commit', 'idle_session_timeout') ORDER BY name""";

    private final Connection connection;

    /** Set as the first statements of a pool may set its connections. */
    LentConnection(DataSource source) throws SQLException {
        connection = source.getConnection();
        execute("SET synchronous_commit = off");
        execute("SET tcp_keepalives_idle = 77");
    }

    Connection connection() {
        return connection;
    }

    int backend() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> settings() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            List<String> settings = new ArrayList<>();
            while (rows.next()) {
                settings.add(rows.getString(1));
            }
            return settings;
        }
    }

    DataSource source() {
        Connection lent = proxy(Connection.class, connection);
        return (DataSource) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> lent);
    }

    private static Connection proxy(Class<Connection> type, Connection connection) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
