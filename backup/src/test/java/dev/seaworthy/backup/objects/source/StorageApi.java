package dev.seaworthy.backup.objects.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One bucket as storage-api of Supabase serves it by REST: {@code list-v2} flat and by cursor, its prefix a pattern of
 * LIKE; {@code info}; contents with ranges; failures as JSON, mostly with 400.
 */
final class StorageApi implements Closeable {
    static final String BUCKET = "user uploads";
    static final String KEY = "sb_secret_k3y";

    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>(KeyRange.ORDER);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger versions = new AtomicInteger();
    private final AtomicInteger times = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Pattern struck = Pattern.compile("(?!)");
    private volatile Strike strike = exchange -> true;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(byte[] content, ObjectMetadata metadata, String eTag, Instant updatedAt) {}

    /** What it does before it answers, or instead of it. */
    interface Strike {
        /** Whether it answers all the same. */
        boolean happen(HttpExchange exchange) throws IOException;
    }

    StorageApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String key, byte[] content, ObjectMetadata metadata) {
        Instant now = Instant.parse("2025-03-01T10:00:00.123Z").plusMillis(versions.incrementAndGet());
        objects.put(key, new Stored(content, metadata, "\"etag-" + versions.get() + "\"", now));
    }

    void remove(String key) {
        objects.remove(key);
    }

    /** Does this to the next requests whose method and path match. */
    void strike(String matching, int number, Strike what) {
        struck = Pattern.compile(matching);
        strike = what;
        times.set(number);
    }

    static Strike failing(int status, String body, String... header) {
        return exchange -> {
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            answer(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            String line = exchange.getRequestMethod() + " " + path;
            requests.add(line);
            if (struck.matcher(line).find()
                    && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    && !strike.happen(exchange)) {
                return;
            }
            answer(exchange, path, body);
        }
    }

    private void answer(HttpExchange exchange, String path, byte[] body) throws IOException {
        String bucket = "/user%20uploads";
        if (!isAllowed(exchange)) {
            fail(
                    exchange,
                    "403",
                    "Unauthorized",
                    "invalid signature of " + exchange.getRequestHeaders().getFirst("apikey"));
        } else if (path.equals("/storage/v1/object/list-v2" + bucket)) {
            list(exchange, body);
        } else if (path.startsWith("/storage/v1/object/info" + bucket + "/")) {
            String key = key(path, "/storage/v1/object/info" + bucket + "/");
            Stored stored = objects.get(key);
            if (stored == null) {
                fail(exchange, "404", "not_found", "Object not found");
            } else {
                answer(exchange, 200, "application/json", json(info(key, stored)));
            }
        } else if (path.startsWith("/storage/v1/object/authenticated" + bucket + "/")) {
            String key = key(path, "/storage/v1/object/authenticated" + bucket + "/");
            content(exchange, objects.get(key));
        } else {
            fail(exchange, "404", "Bucket not found", "Bucket not found");
        }
    }

    private static boolean isAllowed(HttpExchange exchange) {
        return KEY.equals(exchange.getRequestHeaders().getFirst("apikey"))
                && ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static String key(String path, String before) {
        return URLDecoder.decode(path.substring(before.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private void list(HttpExchange exchange, byte[] body) throws IOException {
        Map<?, ?> question = (Map<?, ?>) Json.readTree(new String(body, StandardCharsets.UTF_8));
        int limit = Math.min(1000, ((Number) question.get("limit")).intValue());
        Pattern like = like((String) question.get("prefix"));
        String cursor = (String) question.get("cursor");
        String after = cursor == null
                ? ""
                : new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8).substring(2);
        List<Map<String, Object>> page = new ArrayList<>();
        boolean hasNext = false;
        String last = "";
        for (Map.Entry<String, Stored> entry : objects.tailMap(after, false).entrySet()) {
            if (like.matcher(entry.getKey()).find()) {
                hasNext = page.size() == limit;
                if (hasNext) {
                    break;
                }
                page.add(row(entry.getKey(), entry.getValue()));
                last = entry.getKey();
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("hasNext", hasNext);
        if (hasNext) {
            answer.put(
                    "nextCursor", Base64.getEncoder().encodeToString(("l:" + last).getBytes(StandardCharsets.UTF_8)));
        }
        answer.put("folders", List.of());
        answer.put("objects", page);
        answer(exchange, 200, "application/json", json(answer));
    }

    private static Pattern like(String prefix) {
        StringBuilder pattern = new StringBuilder("^");
        boolean isEscaped = false;
        for (char character : prefix.toCharArray()) {
            if (character == '\\' && !isEscaped) {
                isEscaped = true;
                continue;
            }
            boolean isPlain = isEscaped || "%_".indexOf(character) < 0;
            pattern.append(isPlain ? Pattern.quote(String.valueOf(character)) : character == '%' ? ".*" : ".");
            isEscaped = false;
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private static Map<String, Object> row(String key, Stored stored) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("eTag", stored.eTag());
        metadata.put("size", stored.content().length);
        metadata.put("mimetype", type(stored));
        metadata.put("cacheControl", header(stored, "cache-control", "no-cache"));
        metadata.put("lastModified", stored.updatedAt().toString());
        metadata.put("contentLength", stored.content().length);
        metadata.put("httpStatusCode", 200);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", "0b7c3a52-0000-4000-8000-000000000000");
        row.put("name", key);
        row.put("updated_at", stored.updatedAt().toString());
        row.put("created_at", stored.updatedAt().toString());
        row.put("last_accessed_at", stored.updatedAt().toString());
        row.put("metadata", metadata);
        return row;
    }

    private static Map<String, Object> info(String key, Stored stored) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", "0b7c3a52-0000-4000-8000-000000000000");
        info.put("name", key);
        info.put("version", "6f1c0a2e-0000-4000-8000-000000000000");
        info.put("bucket_id", BUCKET);
        info.put("size", stored.content().length);
        info.put("content_type", type(stored));
        info.put("cache_control", header(stored, "cache-control", "no-cache"));
        info.put("etag", stored.eTag());
        if (!stored.metadata().user().isEmpty()) {
            info.put("metadata", stored.metadata().user());
        }
        info.put("last_modified", stored.updatedAt().toString());
        info.put("created_at", stored.updatedAt().toString());
        return info;
    }

    private static String type(Stored stored) {
        return header(stored, "content-type", "application/octet-stream");
    }

    private static String header(Stored stored, String name, String otherwise) {
        return stored.metadata().headers().getOrDefault(name, otherwise);
    }

    private static void content(HttpExchange exchange, @Nullable Stored stored) throws IOException {
        if (stored == null) {
            fail(exchange, "404", "not_found", "Object not found");
            return;
        }
        exchange.getResponseHeaders().set("ETag", stored.eTag());
        exchange.getResponseHeaders().set("Cache-Control", header(stored, "cache-control", "no-cache"));
        String range = exchange.getRequestHeaders().getFirst("Range");
        String type = type(stored).contains("text/html") ? "text/plain" : type(stored);
        byte[] content = stored.content();
        if (range == null) {
            answer(exchange, 200, type, content);
        } else {
            int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            answer(exchange, 206, type, Arrays.copyOfRange(content, from, content.length));
        }
    }

    /** Sends the head of a content and some of it; then the connection breaks, or waits. */
    Strike sending(String key, int bytes, Strike then) {
        return exchange -> {
            Stored stored = objects.get(key);
            exchange.getResponseHeaders().set("ETag", stored.eTag());
            exchange.sendResponseHeaders(200, stored.content().length);
            exchange.getResponseBody().write(stored.content(), 0, bytes);
            exchange.getResponseBody().flush();
            return then.happen(exchange);
        };
    }

    private static void fail(HttpExchange exchange, String status, String error, String message) throws IOException {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("statusCode", status);
        failure.put("error", error);
        failure.put("message", message);
        answer(exchange, 400, "application/json", json(failure));
    }

    private static byte[] json(Map<String, Object> tree) {
        return Json.writeLine(tree).getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
