package dev.seaworthy.examples.contentmax.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An incoming webhook of Slack: whoever knows its path posts a JSON message with a text, and is answered {@code ok}.
 */
public final class SlackStandIn implements AutoCloseable {
    private static final String PATH = "/services/T00000000/B00000000/example-of-a-slack-webhook";

    private final HttpServer server;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private SlackStandIn(HttpServer server) {
        this.server = server;
    }

    public static SlackStandIn start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        SlackStandIn slack = new SlackStandIn(server);
        server.createContext("/", slack::answer);
        server.start();
        return slack;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** The texts that were posted, oldest first. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            send(exchange, 404, "no_service");
            return;
        }
        String text = text(body);
        if (text.isEmpty()) {
            send(exchange, 400, "no_text");
        } else {
            messages.add(text);
            send(exchange, 200, "ok");
        }
    }

    private static String text(String body) {
        try {
            return JsonMapper.shared().readTree(body).path("text").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private static void send(HttpExchange exchange, int status, String word) throws IOException {
        try (exchange) {
            byte[] body = word.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
