package dev.seaworthy.monitoring.health;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Probes of what most services depend on. Each asks for an answer within a second; connecting through a pool and
 * looking up a name may take longer. A report is bounded by {@link HealthCheck.Builder#timeout} in any case.
 */
public final class Probes {
    private static final int SECOND = 1;
    private static final int SECOND_MILLIS = 1000;
    private static final byte[] PING = ascii("*1\r\n$4\r\nPING\r\n");
    private static final byte[] PONG = ascii("+PONG\r\n");

    private Probes() {}

    /** A connection that the driver finds valid. */
    public static HealthProbe jdbc(DataSource dataSource) {
        return () -> {
            try (Connection connection = dataSource.getConnection()) {
                if (!connection.isValid(SECOND)) {
                    throw new SQLException("the connection is not valid");
                }
            }
        };
    }

    /** A query that finds a row. */
    public static HealthProbe jdbc(DataSource dataSource, String query) {
        return () -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setQueryTimeout(SECOND);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        throw new SQLException("the query finds no row");
                    }
                }
            }
        };
    }

    /** {@code GET} answered with 2xx. */
    public static HealthProbe http(OkHttpClient client, URI uri) {
        return http(client, new Request.Builder().url(uri.toString()).build());
    }

    /** {@code GET} with a bearer token, answered with 2xx. */
    public static HealthProbe http(OkHttpClient client, URI uri, Secret bearer) {
        return http(
                client,
                new Request.Builder()
                        .url(uri.toString())
                        .header("Authorization", "Bearer " + bearer.reveal())
                        .build());
    }

    /** {@code PING} answered with {@code PONG}, in Redis' protocol (RESP). */
    public static HealthProbe redis(String host, int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), SECOND_MILLIS);
                socket.setSoTimeout(SECOND_MILLIS);
                socket.getOutputStream().write(PING);
                if (!Arrays.equals(socket.getInputStream().readNBytes(PONG.length), PONG)) {
                    throw new IOException("PING is not answered with PONG");
                }
            }
        };
    }

    /** An interrupt does not end a blocked read, so the call has its own end. */
    private static HealthProbe http(OkHttpClient client, Request request) {
        OkHttpClient brief =
                client.newBuilder().callTimeout(Duration.ofSeconds(SECOND)).build();
        return () -> {
            try (Response response = brief.newCall(request).execute()) {
                if (!response.isSuccessful()) {
                    throw new IOException("HTTP status " + response.code());
                }
            }
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
