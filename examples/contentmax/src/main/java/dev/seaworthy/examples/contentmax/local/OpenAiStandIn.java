package dev.seaworthy.examples.contentmax.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Lists its models to whoever has the key, as OpenAI's {@code GET /v1/models} does. */
public final class OpenAiStandIn implements AutoCloseable {
    private final HttpServer server;
    private final Secret key;

    private OpenAiStandIn(HttpServer server, Secret key) {
        this.server = server;
        this.key = key;
    }

    public static OpenAiStandIn start(Secret key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        OpenAiStandIn openAi = new OpenAiStandIn(server, key);
        server.createContext("/v1/models", openAi::models);
        server.start();
        return openAi;
    }

    public URI models() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/models");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void models(HttpExchange exchange) throws IOException {
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (Secret.of(sent).equals(Secret.of("Bearer " + key.reveal()))) {
            answer(exchange, 200, "{\"object\":\"list\",\"data\":[]}");
        } else {
            answer(exchange, 401, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
