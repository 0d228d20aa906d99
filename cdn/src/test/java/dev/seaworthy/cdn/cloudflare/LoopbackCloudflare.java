package dev.seaworthy.cdn.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /client/v4/zones/{zone_id}/purge_cache} as Cloudflare's API reference describes it: what it asks of a
 * request, and the envelope of its answers. It knows nothing of the client under test.
 */
final class LoopbackCloudflare implements AutoCloseable {
    static final String ZONE = "0123456789abcdef0123456789abcdef";
    static final String TOKEN = "a-valid-token";
    static final String RAY = "8f00b204e9800998-FRA";

    private static final int MOST = 500;
    private static final Map<String, Predicate<JsonNode>> SELECTORS = Map.of(
            "purge_everything", value -> value.isBoolean() && value.booleanValue(),
            "files", value -> list(value, LoopbackCloudflare::isFile),
            "tags", value -> list(value, tag -> isText(tag, ".*\\S.*")),
            "hosts", value -> list(value, host -> isText(host, "[a-z0-9.-]+")),
            "prefixes", value -> list(value, prefix -> isText(prefix, "[a-z0-9.-]+(/\\S*)?")));
    private static final Set<String> HEADERS = Set.of("CF-Device-Type", "CF-IPCountry", "Accept-Language", "Origin");

    /** An answer given in place of the right one, once. */
    @FunctionalInterface
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<JsonNode> accepted = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private String token = TOKEN;
    private int mostUrls = 100;
    private int requests;

    private LoopbackCloudflare(HttpServer server) {
        this.server = server;
    }

    static LoopbackCloudflare start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        LoopbackCloudflare cloudflare = new LoopbackCloudflare(server);
        server.createContext("/", cloudflare::handle);
        server.start();
        return cloudflare;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
    }

    synchronized void next(Fault fault) {
        faults.add(fault);
    }

    synchronized void acceptOnly(String otherToken) {
        token = otherToken;
    }

    /** As of an older zone, or of a larger plan. */
    synchronized void mostUrls(int count) {
        mostUrls = count;
    }

    /** The bodies of the purges that were right, in order. */
    synchronized List<JsonNode> accepted() {
        return List.copyOf(accepted);
    }

    synchronized int requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static Fault status(int status, String type, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, type, body);
        };
    }

    static String failure(int code, String message) {
        return "{\"success\":false,\"errors\":[{\"code\":" + code + ",\"message\":\"" + message
                + "\"}],\"messages\":[],\"result\":null}";
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            requests++;
            Fault fault = faults.poll();
            if (fault != null) {
                fault.answer(exchange);
            } else {
                answer(exchange, body);
            }
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        String path = "/client/v4/zones/" + ZONE + "/purge_cache";
        if (!exchange.getRequestURI().toString().equals(path)
                || !exchange.getRequestMethod().equals("POST")) {
            send(exchange, 404, "application/json", failure(7003, "Could not route to " + exchange.getRequestURI()));
        } else if (!List.of("Bearer " + token)
                .equals(exchange.getRequestHeaders().get("Authorization"))) {
            send(exchange, 403, "application/json", failure(10000, "Authentication error"));
        } else if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            send(exchange, 415, "application/json", failure(10001, "Content-Type must be application/json"));
        } else {
            purge(exchange, body);
        }
    }

    private void purge(HttpExchange exchange, String body) throws IOException {
        Optional<JsonNode> read = read(body);
        if (read.filter(purge -> purge.path("files").size() > mostUrls).isPresent()) {
            send(
                    exchange,
                    400,
                    "application/json",
                    failure(1135, "Up to " + mostUrls + " URLs may be purged at a time"));
            return;
        }
        Optional<JsonNode> purge = read.filter(LoopbackCloudflare::isPurge);
        if (purge.isEmpty()) {
            send(exchange, 400, "application/json", failure(1012, "Request must contain one of " + SELECTORS.keySet()));
            return;
        }
        accepted.add(purge.get());
        send(
                exchange,
                200,
                "application/json",
                "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"id\":\"" + ZONE + "\"}}");
    }

    private static boolean isPurge(JsonNode purge) {
        return purge.size() == 1
                && purge.propertyStream()
                        .allMatch(selector -> SELECTORS
                                .getOrDefault(selector.getKey(), value -> false)
                                .test(selector.getValue()));
    }

    private static boolean isText(JsonNode value, String pattern) {
        return value.isString() && value.asString().matches(pattern);
    }

    /** A URL, or an object with one and with headers. */
    private static boolean isFile(JsonNode file) {
        return isText(file, "https?://[^#]+")
                || (file.size() == 2
                        && isText(file.path("url"), "https?://[^#]+")
                        && HEADERS.containsAll(file.path("headers").propertyNames())
                        && !file.path("headers").isEmpty()
                        && file.path("headers").valueStream().allMatch(JsonNode::isString));
    }

    private static boolean list(JsonNode value, Predicate<JsonNode> each) {
        return value.isArray()
                && !value.isEmpty()
                && value.size() <= MOST
                && value.valueStream().allMatch(each);
    }

    private static Optional<JsonNode> read(String body) {
        try {
            return Optional.of(JsonMapper.shared().readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("cf-ray", RAY);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
