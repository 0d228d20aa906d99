package dev.seaworthy.examples.contentmax.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cloudflare's {@code POST /client/v4/zones/{zone_id}/purge_cache}, as its API reference describes the request: a
 * bearer token, a JSON object with exactly one of five selectors, URLs that belong to the zone.
 */
public final class CloudflareStandIn implements AutoCloseable {
    private static final List<String> SELECTORS = List.of("purge_everything", "files", "tags", "hosts", "prefixes");
    private static final int MOST_FILES = 100;

    private final HttpServer server;
    private final String zone;
    private final String domain;
    private final Secret token;
    private final List<URI> purged = new CopyOnWriteArrayList<>();

    private CloudflareStandIn(HttpServer server, String zone, String domain, Secret token) {
        this.server = server;
        this.zone = zone;
        this.domain = domain;
        this.token = token;
    }

    public static CloudflareStandIn start(String zone, String domain, Secret token) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        CloudflareStandIn cloudflare = new CloudflareStandIn(server, zone, domain, token);
        server.createContext("/", cloudflare::answer);
        server.start();
        return cloudflare;
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
    }

    /** The URLs purged so far. */
    public List<URI> purged() {
        return List.copyOf(purged);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<Refusal> refusal = refusalOf(exchange).or(() -> refusalOf(body));
        List<Object> errors = new ArrayList<>();
        refusal.ifPresent(found -> errors.add(Map.of("code", found.code(), "message", found.message())));
        if (refusal.isEmpty()) {
            JsonMapper.shared().readTree(body).path("files").forEach(file -> purged.add(URI.create(file.asString())));
        }
        send(exchange, refusal.map(Refusal::status).orElse(200), envelope(errors));
    }

    private String envelope(List<Object> errors) {
        return JsonMapper.shared()
                .writeValueAsString(
                        errors.isEmpty()
                                ? Map.of(
                                        "success",
                                        true,
                                        "errors",
                                        errors,
                                        "messages",
                                        List.of(),
                                        "result",
                                        Map.of("id", zone))
                                : Map.of("success", false, "errors", errors, "messages", List.of()));
    }

    private Optional<Refusal> refusalOf(HttpExchange exchange) {
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!exchange.getRequestURI().getPath().equals("/client/v4/zones/" + zone + "/purge_cache")) {
            return Optional.of(new Refusal(
                    404, 7003, "Could not route to " + exchange.getRequestURI().getPath()));
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Optional.of(new Refusal(405, 10405, "Method not allowed for this endpoint"));
        }
        if (!Secret.of(sent).equals(Secret.of("Bearer " + token.reveal()))) {
            return Optional.of(new Refusal(403, 10000, "Authentication error"));
        }
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        return type.startsWith("application/json")
                ? Optional.empty()
                : Optional.of(new Refusal(400, 1012, "Request must be JSON, not " + type));
    }

    private Optional<Refusal> refusalOf(String body) {
        JsonNode purge;
        try {
            purge = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return Optional.of(new Refusal(400, 1012, "Request body is not JSON"));
        }
        if (purge.size() != 1 || !SELECTORS.containsAll(purge.propertyNames())) {
            return Optional.of(new Refusal(400, 1012, "Exactly one of " + SELECTORS + " is needed"));
        }
        JsonNode files = purge.path("files");
        boolean urls = files.isArray()
                && !files.isEmpty()
                && files.size() <= MOST_FILES
                && files.valueStream().allMatch(this::isUrlOfTheZone);
        return urls
                ? Optional.empty()
                : Optional.of(new Refusal(400, 1016, "files must hold 1 to 100 URLs of " + domain));
    }

    private boolean isUrlOfTheZone(JsonNode file) {
        return file.isString() && file.asString().startsWith("https://" + domain + "/");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] answer = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("cf-ray", "0123456789abcdef-LOC");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private record Refusal(int status, int code, String message) {}
}
