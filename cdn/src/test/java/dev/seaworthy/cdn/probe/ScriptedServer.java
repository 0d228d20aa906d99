package dev.seaworthy.cdn.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that sends what it is told, right or wrong, and closes the connection. An empty answer is a
 * connection that is closed without one.
 */
public final class ScriptedServer implements AutoCloseable {
    /** No answer, and no end of the connection. */
    public static final String NEVER = "never";

    /** The beginning of an answer, and then a byte now and then, without an end. */
    public static final String DRIP = "drip";

    /** A body of many bytes, without an end. */
    public static final String FLOOD = "flood";

    /** What a request said. */
    public record Request(String line, List<String> headers) {
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(header -> header.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** What is sent for a request: all of it, from the status line on. */
    @FunctionalInterface
    public interface Script {
        String answer(Request request);
    }

    private final ServerSocket server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Script script;

    private ScriptedServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    public static ScriptedServer start(Script script) throws IOException {
        ScriptedServer scripted = new ScriptedServer(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), script);
        daemon(scripted::serve);
        return scripted;
    }

    public void answer(Script other) {
        script = other;
    }

    public String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    public String url(String path) {
        return "http://" + authority() + path;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                // the test closed the server: the loop tells
            }
        }
    }

    private void serve(Socket socket) {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                lines.add(line);
            }
            if (!lines.isEmpty()) {
                Request request = new Request(lines.get(0), List.copyOf(lines.subList(1, lines.size())));
                requests.add(request);
                send(socket, script.answer(request));
            }
        } catch (IOException e) {
            // the client has left
        }
    }

    private static void send(Socket socket, String answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        switch (answer) {
            case NEVER -> {
                // the socket stays open
            }
            case DRIP -> drip(out);
            case FLOOD -> flood(out);
            default -> {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                socket.close();
            }
        }
    }

    private static void drip(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nX-Cache: HIT\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        while (true) {
            out.write('.');
            out.flush();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private static void flood(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nX-Cache: HIT\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] block = new byte[1 << 16];
        while (true) {
            out.write(block);
        }
    }
}
