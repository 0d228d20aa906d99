package dev.seaworthy.core.deploy.check.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmokeCheckTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final LoopbackServer server = new LoopbackServer();

    SmokeCheckTest() throws IOException {}

    @AfterEach
    void stop() {
        end.countDown();
        server.close();
    }

    @Test
    void answers_as_expected_pass_and_each_is_timed() throws Exception {
        server.on("/api/health", 200, "{\"status\":\"healthy\"}", "Content-Type", "application/json")
                .on("/old", 308, "", "Location", "/new")
                .on("/page", 200, "");
        AtomicLong ticks = new AtomicLong();

        Verdict verdict = SmokeCheck.of(
                        SmokeRequest.get(server.url("/api/health?key=s3cret"))
                                .header("Content-Type", "json")
                                .body("healthy"),
                        SmokeRequest.get(server.url("/old")).status(308).header("location"),
                        SmokeRequest.head(server.url("/page")))
                .ticker(() -> ticks.getAndAdd(Duration.ofMillis(12).toNanos()))
                .run();

        assertThat(verdict)
                .isEqualTo(Verdict.passed("All 3 requests are answered as expected")
                        .with("1. GET /api/health", "200 in PT0.012S")
                        .with("2. GET /old", "308 in PT0.012S")
                        .with("3. HEAD /page", "200 in PT0.012S"));
        assertThat(server.requests).containsExactly("GET /api/health?key=s3cret", "GET /old", "HEAD /page");
    }

    @Test
    void all_that_is_not_as_expected_is_told() throws Exception {
        server.on("/a", 503, "maintenance", "X-Node", "blue").on("/b", 200, "fine");

        Verdict verdict = SmokeCheck.of(
                        SmokeRequest.get(server.url("/a"))
                                .header("X-Version")
                                .header("X-Node", "green")
                                .body("healthy"),
                        SmokeRequest.get(server.url("/b")))
                .run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence())
                .isEqualTo("1 of 2 not as expected: GET /a: status 503 instead of 200, no header X-Version, no header "
                        + "X-Node with \"green\", no \"healthy\" in the body");
        assertThat(verdict.figures()).hasSize(2);
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        server.on("/moved", 302, "", "Location", "/target").on("/target", 200, "");

        assertThat(SmokeCheck.of(SmokeRequest.get(server.url("/moved"))).run().sentence())
                .contains("status 302 instead of 200");
        assertThat(server.requests).containsExactly("GET /moved");
    }

    @Test
    void a_client_that_follows_redirects_is_refused() {
        HttpClient follows = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SmokeCheck.of(SmokeRequest.get(server.url("/"))).client(follows))
                .withMessageContaining("followRedirects(NEVER)");
    }

    @Test
    void headers_and_secrets_are_sent_and_a_secret_is_shown_nowhere() throws Exception {
        server.on("/cron", exchange -> {
            String sent = exchange.getRequestHeaders().getFirst("Authorization")
                    + exchange.getRequestHeaders().getFirst("X-Probe");
            byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(500, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        SmokeRequest request = SmokeRequest.get(server.url("/cron"))
                .sending("Authorization", Secret.of("Bearer s3cret-s3cret"))
                .sending("X-Probe", "yes")
                .body("Bearer s3cret-s3cretyes");

        Verdict verdict = SmokeCheck.of(request).run();

        assertThat(verdict.sentence()).isEqualTo("1 of 1 not as expected: GET /cron: status 500 instead of 200");
        assertThat(verdict + request.toString()).doesNotContain("Bearer s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.sending("X-Key", Secret.of("s3cret\nline")))
                .withMessageContaining("X-Key")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void no_answer_is_a_failure() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        Verdict verdict = SmokeCheck.of(SmokeRequest.get(URI.create("http://127.0.0.1:" + port + "/")))
                .run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence()).contains("GET /: java.net.ConnectException");
        assertThat(verdict.figures()).containsEntry("1. GET /", "no answer");
    }

    @Test
    void an_answer_that_does_not_come_or_does_not_end_has_its_time() throws Exception {
        server.on("/silent", exchange -> await()).on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
        });
        Duration brief = Duration.ofMillis(300);

        Verdict verdict = SmokeCheck.of(
                        SmokeRequest.get(server.url("/silent")).timeout(brief),
                        SmokeRequest.get(server.url("/endless")).timeout(brief))
                .run();

        assertThat(verdict.sentence())
                .isEqualTo("2 of 2 not as expected: GET /silent: java.net.http.HttpTimeoutException: no answer within "
                        + "PT0.3S; GET /endless: java.net.http.HttpTimeoutException: no answer within PT0.3S");
    }

    @Test
    void of_a_body_without_end_the_first_megabyte_is_read() throws Exception {
        server.on("/flood", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("healthy".getBytes(StandardCharsets.UTF_8));
            byte[] flood = new byte[1 << 16];
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(flood);
            }
        });

        assertThat(SmokeCheck.of(SmokeRequest.get(server.url("/flood")).body("healthy"))
                        .run()
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/", "/relative", "mailto:a@b", "http:opaque", "http://user:hunter2@host/"})
    void a_url_that_is_none_of_http_is_refused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmokeRequest.get(URI.create(url)))
                .withMessageNotContaining("hunter2");
    }

    @Test
    void no_request_and_no_time_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(SmokeCheck::of);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmokeRequest.get(server.url("/")).timeout(Duration.ZERO));
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
