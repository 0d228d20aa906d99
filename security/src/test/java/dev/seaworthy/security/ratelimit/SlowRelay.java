package dev.seaworthy.security.ratelimit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands before a server on loopback, and takes a while until it has connected to it. */
final class SlowRelay implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final AtomicInteger accepted = new AtomicInteger();
    private final int port;
    private final Duration toConnect;

    SlowRelay(int port, Duration toConnect) throws IOException {
        this.port = port;
        this.toConnect = toConnect;
        begin(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many connections have come. */
    int accepted() {
        return accepted.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = socket.accept();
            accepted.incrementAndGet();
            begin(() -> {
                LockSupport.parkNanos(toConnect.toNanos());
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                begin(() -> carry(far, near));
                carry(near, far);
            });
        }
    }

    private void carry(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private static void begin(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one end has closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private interface Work {
        void run() throws IOException;
    }
}
