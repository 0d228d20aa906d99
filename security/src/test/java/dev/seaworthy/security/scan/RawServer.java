package dev.seaworthy.security.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that reads the head of a request, and then does as it likes. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What is done with a connection, once a request came. */
    @FunctionalInterface
    interface Turn {
        void serve(OutputStream out, Socket socket) throws IOException;
    }

    RawServer(Turn turn) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    open.add(socket);
                    start(() -> serve(turn, socket));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    static RawServer saying(String text) throws IOException {
        return new RawServer((out, socket) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    URI url() {
        return URI.create("http://localhost:" + server.getLocalPort() + "/");
    }

    private static void serve(Turn turn, Socket socket) {
        try (socket) {
            byte[] head = new byte[8192];
            if (socket.getInputStream().read(head) > 0) {
                turn.serve(socket.getOutputStream(), socket);
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the other side has gone
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
