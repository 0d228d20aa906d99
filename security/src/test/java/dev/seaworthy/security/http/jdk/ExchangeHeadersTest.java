package dev.seaworthy.security.http.jdk;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.HeaderSinkContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Written by a handler of a real server, read by a real client. */
class ExchangeHeadersTest extends HeaderSinkContract {
    private static final AtomicReference<Consumer<HeaderSink>> WRITES = new AtomicReference<>(sink -> {});
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            WRITES.get().accept(HardenedExchange.sink(exchange.getResponseHeaders()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Override
    protected List<String> valuesAfter(Consumer<HeaderSink> writes, String name) throws Exception {
        WRITES.set(writes);
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .headers()
                .allValues(name);
    }
}
