package dev.seaworthy.examples.contentmax.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalRouterTest {
    private static final AtomicReference<URI> PRODUCTION = new AtomicReference<>();
    private static HttpServer service;
    private static LocalRouter router;
    private static RunFolder folder;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            byte[] body = (exchange.getRequestMethod() + " "
                            + exchange.getRequestHeaders().getFirst("X-Forwarded-Proto") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        folder = RunFolder.open();
        LocalCertificate certificate = LocalCertificate.create(folder);
        router = LocalRouter.to(PRODUCTION::get, certificate);
        client = HttpClient.newBuilder()
                .sslContext(certificate.context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        router.close();
        service.stop(0);
        folder.close();
    }

    @Test
    void gives_on_what_it_is_asked_and_says_that_tls_ended_here() throws Exception {
        PRODUCTION.set(URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/"));

        HttpResponse<String> answer = send(HttpRequest.newBuilder(router.uri("/x"))
                .POST(BodyPublishers.ofString("body"))
                .expectContinue(true));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST https body");
    }

    @Test
    void says_so_where_nobody_answers() throws Exception {
        PRODUCTION.set(URI.create("http://127.0.0.1:1/"));

        assertThat(send(HttpRequest.newBuilder(router.uri("/x"))).statusCode()).isEqualTo(502);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
