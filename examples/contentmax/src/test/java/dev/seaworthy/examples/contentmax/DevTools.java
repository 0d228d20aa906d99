package dev.seaworthy.examples.contentmax;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection by the Chrome DevTools Protocol; each call has thirty seconds. One thread at a time. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> events = new ConcurrentHashMap<>();
    private final AtomicInteger lastCall = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;

    DevTools(HttpClient client, URI address) throws Exception {
        socket = client.newWebSocketBuilder().buildAsync(address, this).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What it answers; a protocol error fails. */
    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = lastCall.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        String call = JsonMapper.shared().writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(call, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message.has("error")) {
            throw new IllegalStateException(method + " failed: " + message.path("error"));
        }
        return message.path("result");
    }

    /** The next event of this name; to be asked for before what causes it. */
    CompletableFuture<JsonNode> next(String event) {
        CompletableFuture<JsonNode> next =
                new CompletableFuture<JsonNode>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        events.put(event, next);
        return next;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            JsonNode whole = JsonMapper.shared().readTree(message.toString());
            message.setLength(0);
            CompletableFuture<JsonNode> waiting = whole.has("id")
                    ? calls.remove(whole.path("id").asInt())
                    : events.remove(whole.path("method").asString());
            if (waiting != null) {
                waiting.complete(whole);
            }
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
