package dev.seaworthy.core.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that takes one request of each connection, and behaves as it is told. */
final class Receiver implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Iterator<Turn> turns;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Turn turn = Turn.answer("200 OK");

    record Request(String line, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** What is done with one connection once its request is there. */
    @FunctionalInterface
    interface Turn {
        void serve(Receiver receiver, Socket socket) throws Exception;

        static Turn answer(String status, String... headers) {
            return answer(status, "", headers);
        }

        static Turn answer(String status, String body, String[] headers) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
            List.of(headers).forEach(header -> head.append(header).append("\r\n"));
            head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
            return (receiver, socket) -> {
                OutputStream output = socket.getOutputStream();
                output.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                output.write(bytes);
                output.flush();
            };
        }

        static Turn body(String status, String body) {
            return answer(status, body, new String[0]);
        }

        /** Says nothing until the test is over. */
        static Turn hang() {
            return (receiver, socket) -> receiver.closed.await();
        }

        static Turn reset() {
            return (receiver, socket) -> socket.setSoLinger(true, 0);
        }

        /** This beginning, and then a byte now and then, for ever. */
        static Turn drip(String beginning) {
            return (receiver, socket) -> {
                OutputStream output = socket.getOutputStream();
                output.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
                while (!receiver.closed.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    output.write('x');
                    output.flush();
                }
            };
        }

        /** A body without an end, as fast as it is taken. */
        static Turn flood(String status) {
            return (receiver, socket) -> {
                OutputStream output = socket.getOutputStream();
                output.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                byte[] block = new byte[1 << 16];
                while (receiver.closed.getCount() > 0) {
                    output.write(block);
                }
            };
        }
    }

    /** Each turn once, the last one again and again. */
    Receiver(Turn... turns) {
        this.turns = List.of(turns).iterator();
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    URI uri() {
        return URI.create(
                "http://127.0.0.1:" + server.getLocalPort() + "/services/T00/B00/s3cr3t-p4th?token=s3cr3t-qu3ry");
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(read(socket.getInputStream()));
            next().serve(this, socket);
        } catch (Exception e) {
            // the other side has gone
        }
    }

    private synchronized Turn next() {
        if (turns.hasNext()) {
            turn = turns.next();
        }
        return turn;
    }

    private static Request read(InputStream input) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(input); !line.isEmpty(); line = line(input)) {
            lines.add(line);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.stream().skip(1).map(line -> line.split(": ", 2)).forEach(parts -> headers.put(parts[0], parts[1]));
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Request(lines.get(0), headers, new String(input.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = input.read(); read != '\n'; read = input.read()) {
            if (read < 0) {
                throw new IOException("the other side has gone");
            }
            line.append((char) read);
        }
        return line.toString().strip();
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
