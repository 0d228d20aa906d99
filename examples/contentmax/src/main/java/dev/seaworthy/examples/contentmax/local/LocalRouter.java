package dev.seaworthy.examples.contentmax.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The router in front of the instances of a service, where TLS ends. It gives what is asked to the one in production,
 * but for a share in percent, and counts.
 */
public final class LocalRouter implements AutoCloseable {
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", ":status");

    /** More than a browser opens at once: each takes a thread before it asks. */
    private static final int CONNECTIONS = 32;

    private final HttpsServer server;
    private final ExecutorService threads;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Supplier<URI> production;
    private final AtomicReference<Optional<Share>> share = new AtomicReference<>(Optional.empty());
    private final AtomicInteger count = new AtomicInteger();

    private LocalRouter(HttpsServer server, ExecutorService threads, Supplier<URI> production) {
        this.server = server;
        this.threads = threads;
        this.production = production;
    }

    /** On a free loopback port; {@code production} is looked up for each request. */
    public static LocalRouter to(Supplier<URI> production, LocalCertificate certificate) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        LocalRouter router = new LocalRouter(server, threads, production);
        server.setExecutor(threads);
        server.createContext("/", router::answer);
        server.start();
        return router;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI uri(String path) {
        return URI.create("https://localhost:" + port() + path);
    }

    /** From now on {@code percent} of what is asked goes to {@code next}, whatever is in production. */
    public void share(URI next, int percent) {
        share.set(Optional.of(new Share(next, percent)));
    }

    /** From now on all that is asked goes to production. */
    public void shareNothing() {
        share.set(Optional.empty());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                give(client.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray()), exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                exchange.sendResponseHeaders(502, -1);
            }
        }
    }

    private static void give(HttpResponse<byte[]> response, HttpExchange exchange) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(choose().resolve(exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(5));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        byte[] body = exchange.getRequestBody().readAllBytes();
        return request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .setHeader("X-Forwarded-Proto", "https")
                .build();
    }

    private URI choose() {
        int number = count.getAndIncrement();
        return share.get().filter(some -> some.isOf(number)).map(Share::next).orElseGet(production);
    }

    private record Share(URI next, int percent) {
        /** Evenly: of ten requests one, and not of a hundred the first ten. */
        boolean isOf(int number) {
            return (long) number * percent % 100 < percent;
        }
    }
}
