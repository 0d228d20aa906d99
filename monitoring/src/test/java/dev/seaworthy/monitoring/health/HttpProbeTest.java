package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest extends HealthProbeContract {
    private final OkHttpClient client = new OkHttpClient();
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/models", exchange -> {
            Gate.pass(gate);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/guarded", exchange -> {
            String sent = exchange.getRequestHeaders().getFirst("Authorization");
            exchange.sendResponseHeaders("Bearer key".equals(sent) ? 204 : 401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.stop(0);
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    @Override
    HealthProbe probe() {
        return Probes.http(client, uri("/models"));
    }

    @Override
    void breakDependency() {
        status = 503;
    }

    @Override
    void hangDependency() {
        gate = new CountDownLatch(1);
    }

    @Override
    void repairDependency() {
        gate.countDown();
        status = 200;
    }

    @Test
    void waits_a_second_for_a_client_that_would_wait_for_ever() {
        OkHttpClient patient = client.newBuilder().readTimeout(Duration.ZERO).build();
        hangDependency();

        assertThatThrownBy(() -> Probes.http(patient, uri("/models")).check()).isInstanceOf(IOException.class);
    }

    @Test
    void sends_its_bearer_token() {
        assertThatCode(() ->
                        Probes.http(client, uri("/guarded"), Secret.of("key")).check())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Probes.http(client, uri("/guarded"), Secret.of("wrong-key"))
                        .check())
                .hasMessage("HTTP status 401");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
