package dev.seaworthy.examples.contentmax.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers {@code PING} in RESP, as a Redis server does, and any other command with an error. */
public final class RedisStandIn implements AutoCloseable {
    private final ServerSocket socket;

    private RedisStandIn(ServerSocket socket) {
        this.socket = socket;
    }

    public static RedisStandIn start() throws IOException {
        RedisStandIn redis = new RedisStandIn(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(redis::serve, "contentmax-redis");
        thread.setDaemon(true);
        thread.start();
        return redis;
    }

    public String host() {
        return socket.getInetAddress().getHostAddress();
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(2000);
                answer(client);
            } catch (IOException e) {
                // this client left, or the server was closed: the loop tells which
            }
        }
    }

    /** RESP: an array of bulk strings, {@code *1\r\n$4\r\nPING\r\n}; or the inline form, {@code PING\r\n}. */
    private static void answer(Socket client) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("*") && !line.startsWith("$")) {
                String reply = line.equalsIgnoreCase("PING") ? "+PONG\r\n" : "-ERR unknown command\r\n";
                client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
