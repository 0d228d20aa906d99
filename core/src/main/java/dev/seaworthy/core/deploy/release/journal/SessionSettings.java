package dev.seaworthy.core.deploy.release.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a session is set while it holds a journal. A pool gets its connection back as it was. */
final class SessionSettings {
    /**
     * A server that hears no more of this machine gives the lock up within a minute or so; one that only waits for a
     * long step does not. A setting that this version of PostgreSQL does not have is left out.
     */
    private static final Map<String, String> HOLDING = Map.of(
            "tcp_keepalives_idle", "30",
            "tcp_keepalives_interval", "10",
            "tcp_keepalives_count", "3",
            "idle_session_timeout", "0",
            "synchronous_commit", "on");

    private final Connection connection;
    private final Map<String, String> before = new LinkedHashMap<>();
    private boolean autoCommit;
    private int networkTimeout;

    SessionSettings(Connection connection) {
        this.connection = connection;
    }

    /** @param longest how long an answer of the server may take, in milliseconds */
    void hold(int longest) throws SQLException {
        autoCommit = connection.getAutoCommit();
        networkTimeout = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, longest);
        connection.setAutoCommit(true);
        for (Map.Entry<String, String> setting : HOLDING.entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
    }

    private void set(String name, String value) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT setting FROM pg_settings WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    before.put(name, rows.getString(1));
                    config(name, value);
                }
            }
        }
    }

    void restore() throws SQLException {
        for (Map.Entry<String, String> setting : before.entrySet()) {
            config(setting.getKey(), setting.getValue());
        }
        connection.setAutoCommit(autoCommit);
        connection.setNetworkTimeout(Runnable::run, networkTimeout);
    }

    private void config(String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }
}
