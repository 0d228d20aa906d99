package dev.seaworthy.core.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that does with each connection what it is told, and speaks no TLS of its own. */
public final class Scripted implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Turn {
        void serve(Socket socket, CountDownLatch end) throws Exception;
    }

    public Scripted(Turn turn) throws IOException {
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

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return open.size();
    }

    private void serve(Turn turn, Socket socket) {
        try (socket) {
            turn.serve(socket, closed);
        } catch (Exception e) {
            // the other side has gone
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
