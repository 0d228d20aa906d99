package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.postgres.program.Login;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import dev.seaworthy.core.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Where a PostgreSQL database is, and who asks. Immutable; shows no password.
 *
 * <p>It must lead to the server itself or to a pooler in session mode: a pooler in transaction mode breaks snapshots.
 */
public record PostgresConnection(
        String host, int port, String database, String user, Secret password, PostgresTls tls) {
    private static final int CONNECT_SECONDS = 10;

    public PostgresConnection {
        requireText(host, "host");
        requireText(database, "database");
        requireText(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(tls, "tls");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 1 and 65535: " + port);
        }
        if (password.reveal().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("password must not hold control characters");
        }
    }

    /** A connection that is {@linkplain PostgresTls#preferred encrypted if the server can}. */
    public PostgresConnection(String host, int port, String database, String user, Secret password) {
        this(host, port, database, user, password, PostgresTls.preferred());
    }

    /** The same, encrypted in this way. */
    public PostgresConnection withTls(PostgresTls value) {
        return new PostgresConnection(host, port, database, user, password, value);
    }

    PostgresConnection withDatabase(String other) {
        return new PostgresConnection(host, port, other, user, password, tls);
    }

    /** A server that accepts and says nothing is waited for no longer than for one that does not accept. */
    Connection connect() throws SQLException {
        Connection connected = DriverManager.getConnection(url(), properties());
        try {
            connected.setNetworkTimeout(Runnable::run, 0);
            return connected;
        } catch (SQLException e) {
            connected.close();
            throw e;
        }
    }

    Snapshot snapshot() throws SQLException {
        return Snapshot.begin(connect());
    }

    Login login() {
        Map<String, String> parameters = new LinkedHashMap<>(tls.parameters());
        parameters.putAll(Map.of("host", host, "port", String.valueOf(port), "dbname", database, "user", user));
        return new Login(parameters, password);
    }

    private String url() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + address + ":" + port + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("ApplicationName", "seaworthy-backup");
        properties.setProperty("tcpKeepAlive", "true");
        tls.parameters().forEach(properties::setProperty);
        return properties;
    }

    private static void requireText(String value, String name) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " must not be blank or hold control characters");
        }
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
