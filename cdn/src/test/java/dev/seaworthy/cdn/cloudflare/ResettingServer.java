package dev.seaworthy.cdn.cloudflare;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the beginning of each request, then resets the connection (RST, not FIN). */
final class ResettingServer implements AutoCloseable {
    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;

    private ResettingServer(ServerSocket server) {
        this.server = server;
    }

    static ResettingServer start() throws IOException {
        ResettingServer resetting = new ResettingServer(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(resetting::serve, "resetting-server");
        thread.setDaemon(true);
        thread.start();
        return resetting;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/client/v4");
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                connections.incrementAndGet();
                client.setSoLinger(true, 0);
                client.getInputStream().readNBytes(1);
            } catch (IOException e) {
                // the client left or the test closed the server: the loop tells which
            }
        }
    }
}
