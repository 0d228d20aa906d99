package dev.seaworthy.security.http.jdk;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application on the JDK's server, by exact paths, behind filters. */
final class JdkWeb {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    JdkWeb(Filter... filters) throws IOException {
        this(HttpServer.create(loopback(), 0), filters);
    }

    JdkWeb(HttpServer server, Filter... filters) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(
                        "/",
                        exchange -> handlers.getOrDefault(
                                        exchange.getRequestURI().getPath(), absent -> {
                                            absent.sendResponseHeaders(404, -1);
                                            absent.close();
                                        })
                                .handle(exchange))
                .getFilters()
                .addAll(List.of(filters));
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    JdkWeb on(String path, HttpHandler handler) {
        handlers.put(path, handler);
        return this;
    }

    JdkWeb start() {
        server.start();
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    /** What comes back for these bytes, until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }
}
