package dev.seaworthy.cdn.varnish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server behind a cache: each answer counts, so that a copy is known by its content. */
public final class Origin implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger answers = new AtomicInteger();
    private final Map<String, Map<String, String>> headers = new ConcurrentHashMap<>();

    private Origin(HttpServer server) {
        this.server = server;
    }

    public static Origin start() throws IOException {
        Origin origin = new Origin(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
        origin.server.createContext("/", origin::answer);
        origin.server.start();
        return origin;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What is answered at this host and path with headers beside the usual ones. */
    public void serve(String url, Map<String, String> itsHeaders) {
        headers.put(url, itsHeaders);
    }

    public int answers() {
        return answers.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Greets each visitor by his cookie, as a page with an account does. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
            headers.getOrDefault(host + exchange.getRequestURI().getRawPath(), Map.of())
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            boolean isPersonal = exchange.getRequestURI().getPath().startsWith("/api/");
            byte[] body = ("answer " + answers.incrementAndGet() + (isPersonal ? " for " + cookie : ""))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
