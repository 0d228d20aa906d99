package dev.seaworthy.backup.objects.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.backup.store.EmbeddedS3;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of S3 with four objects, {@code a} to {@code d}, listed by twos, and what it answers instead. */
final class PagedS3 implements Closeable {
    static final String BUCKET = "uploads";
    static final int BYTES = 100_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final S3Client client;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger times = new AtomicInteger();
    private volatile Pattern struck = Pattern.compile("(?!)");
    private volatile Answer answer = exchange -> {};

    /** What it does instead of what it should. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    PagedS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        client = EmbeddedS3.builder(server.getAddress().getPort())
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(Duration.ofSeconds(2)))
                .build();
    }

    S3Client client() {
        return client;
    }

    /** Does this to the next requests whose method and target match. */
    void strike(String matching, int number, Answer what) {
        requests.clear();
        struck = Pattern.compile(matching);
        answer = what;
        times.set(number);
    }

    /** Those that match, since it was told to strike. */
    long requests() {
        return requests.stream().filter(line -> struck.matcher(line).find()).count();
    }

    static Answer failing(int status, String code) {
        return exchange -> send(exchange, status, "<Error><Code>" + code + "</Code><Message>told to</Message></Error>");
    }

    static Answer saying(String body) {
        return exchange -> send(exchange, 200, body);
    }

    /** Announces it whole, and ends in its midst. */
    static void cutOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        exchange.getResponseHeaders().set("Last-Modified", "Wed, 01 Jan 2025 10:00:00 GMT");
        byte[] page = page("<IsTruncated>false</IsTruncated>", "c", "d").getBytes(StandardCharsets.UTF_8);
        boolean isPage = exchange.getRequestURI().toString().contains("list-type=2");
        exchange.sendResponseHeaders(200, isPage ? page.length : BYTES);
        exchange.getResponseBody().write(isPage ? Arrays.copyOf(page, page.length / 2) : new byte[BYTES / 2]);
        throw new IOException("cut off");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(line);
            if (struck.matcher(line).find() && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer.to(exchange);
            } else if (line.contains("continuation-token=more")) {
                send(exchange, 200, page("<IsTruncated>false</IsTruncated>", "c", "d"));
            } else if (line.contains("list-type=2")) {
                send(exchange, 200, page(truncated("more"), "a", "b"));
            } else {
                content(exchange);
            }
        }
    }

    private static void content(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        exchange.getResponseHeaders().set("Last-Modified", "Wed, 01 Jan 2025 10:00:00 GMT");
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (range != null) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (BYTES - 1) + "/" + BYTES);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, BYTES - from);
        exchange.getResponseBody().write(new byte[BYTES - from]);
    }

    static String truncated(String next) {
        return "<IsTruncated>true</IsTruncated><NextContinuationToken>" + next + "</NextContinuationToken>";
    }

    static String page(String end, String... keys) {
        StringBuilder page = new StringBuilder("<ListBucketResult>" + end);
        for (String key : keys) {
            page.append("<Contents><Key>" + key + "</Key><Size>" + BYTES + "</Size><ETag>1</ETag>"
                    + "<LastModified>2025-01-01T10:00:00Z</LastModified></Contents>");
        }
        return page + "</ListBucketResult>";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
