package dev.seaworthy.security.scan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A site on loopback that does everything right, until a test says otherwise. */
final class Site implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String scheme;
    private final List<Header> headers = new CopyOnWriteArrayList<>();
    private final AtomicInteger nonces = new AtomicInteger();
    private volatile UnaryOperator<String> nonce = fresh -> fresh;
    private volatile String page = "<!doctype html><title>Site</title><script nonce=\"{nonce}\">start()</script>";
    private volatile Turn turn = exchange -> false;
    final List<String> requests = new CopyOnWriteArrayList<>();

    private Site(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
        set("Content-Type", "text/html; charset=utf-8");
        set(
                "Content-Security-Policy",
                "script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'; "
                        + "style-src 'self'; form-action 'self'; frame-ancestors 'none'; report-uri /csp-reports");
        set("X-Content-Type-Options", "nosniff");
        set("X-Frame-Options", "DENY");
        set("Referrer-Policy", "no-referrer");
        set("Cross-Origin-Resource-Policy", "same-origin");
        set("Cross-Origin-Opener-Policy", "same-origin");
        set("Permissions-Policy", "camera=()");
    }

    static Site plain() {
        try {
            return new Site(HttpServer.create(anyPort(), 0), "http");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Site secure(Keys keys) {
        try {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
            return new Site(server, "https").set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** On all answers, in the place of others of the name. */
    Site set(String name, String value) {
        return without(name).add(name, value);
    }

    Site add(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    Site without(String name) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        return this;
    }

    Site page(String html) {
        page = html;
        return this;
    }

    Site nonce(UnaryOperator<String> of) {
        nonce = of;
        return this;
    }

    /** Is asked first; says whether it has answered. */
    Site first(Turn given) {
        turn = given;
        return this;
    }

    URI url(String path) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
    }

    SecurityScan.Builder scan() {
        return SecurityScan.of(url("/")).timeout(Duration.ofSeconds(20));
    }

    ScanReport report() throws InterruptedException {
        return scan().build().run();
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String fresh = nonce.apply("bm9uY2Ugb2YgcmVxdWVzdC" + String.format("%04d", nonces.incrementAndGet()));
            for (Header header : new ArrayList<>(headers)) {
                exchange.getResponseHeaders().add(header.name(), header.value().replace("{nonce}", fresh));
            }
            if (!turn.serves(exchange)) {
                boolean isThere = exchange.getRequestURI().getPath().length() < 15;
                answer(exchange, isThere ? 200 : 404, isThere ? page.replace("{nonce}", fresh) : "no such page");
            }
        }
    }

    /** Has its say on one request. */
    @FunctionalInterface
    interface Turn {
        boolean serves(HttpExchange exchange) throws IOException;
    }

    private record Header(String name, String value) {}
}
