package dev.seaworthy.security.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.HttpSecurityContract;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.testkit.Logged;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerFilterTest extends HttpSecurityContract {
    private static final BlockingQueue<String> ENDINGS = new LinkedBlockingQueue<>();
    private static JdkWeb web;

    @BeforeAll
    static void start() throws Exception {
        web = new JdkWeb(new HttpServerFilter(security()))
                .on("/api/ok", exchange -> {
                    HANDLED.incrementAndGet();
                    answer(exchange, 200, "read me");
                })
                .on("/api/limited", exchange -> answer(exchange, 429, "slow down"))
                .on("/api/cached", exchange -> answer(exchange, 304, "not sent"))
                .on("/api/empty", exchange -> tell(exchange, 204))
                .on("/api/told", exchange -> tell(exchange, 200))
                .on("/api/thrown", exchange -> {
                    exchange.getResponseHeaders().set("X-Note", "half done");
                    exchange.getResponseHeaders().set("Cache-Control", "public");
                    throw new IllegalStateException("hunter2");
                })
                .on("/api/refused", exchange -> {
                    throw new IOException("hunter2");
                })
                .on("/api/error", exchange -> {
                    throw new StackOverflowError("hunter2");
                })
                .on("/api/late", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    throw new IllegalStateException("hunter2");
                })
                .on("/api/cleared", exchange -> {
                    exchange.getResponseHeaders().add("X-Note", "gone");
                    exchange.getResponseHeaders().clear();
                    answer(exchange, 200, "clear");
                })
                .on("/api/boasting", exchange -> {
                    exchange.getResponseHeaders().set("X-Powered-By", "JSF");
                    exchange.getResponseHeaders().add("Server", "Apache");
                    answer(exchange, 200, "me");
                })
                .on("/api/encoded", exchange -> {
                    exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
                    answer(exchange, 200, "encoded");
                })
                .on("/api/framed", exchange -> {
                    exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
                    answer(exchange, 200, "framed");
                })
                .on("/api/seen", exchange -> {
                    String seen = exchange.getResponseHeaders().getFirst("X-Frame-Options");
                    answer(exchange, 200, String.valueOf(seen));
                })
                .on("/page", exchange -> answer(exchange, 200, exchange.getRequestMethod()))
                .on(
                        "/who",
                        exchange -> answer(
                                exchange,
                                200,
                                ((Passage) exchange.getAttribute(Passage.ATTRIBUTE))
                                        .clientAddress()
                                        .map(InetAddress::getHostAddress)
                                        .orElse("nobody")))
                .start();
    }

    @AfterAll
    static void stop() {
        web.stop();
    }

    @Override
    protected HttpRequest.Builder to(String path) {
        return web.to(path);
    }

    /** As careless handlers do it, HEAD or not. */
    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void tell(HttpExchange exchange, int status) throws IOException {
        try {
            answer(exchange, status, "told");
            ENDINGS.add("written");
        } catch (IOException e) {
            ENDINGS.add("failed");
            throw e;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/thrown", "/api/refused", "/api/error"})
    void a_handler_that_throws_becomes_a_500_that_tells_nothing(String path) throws Exception {
        try (Logged log = new Logged()) {
            HttpResponse<String> answer = send(to(path).header("Origin", APP));

            assertHardened(answer, 500);
            assertThat(answer.body()).isEqualTo("{\"error\":\"the request failed; the log says why\"}");
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(log.text())
                    .contains("Handler of / failed", "HttpServerFilterTest.")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void a_response_that_broke_off_does_not_look_complete() {
        try (Logged log = new Logged()) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> send(to("/api/late")));

            assertThat(log.text()).contains("Handler of / failed").doesNotContain("hunter2");
        }
    }

    @Test
    void a_body_for_head_is_left_out_and_its_length_is_told() throws Exception {
        HttpResponse<String> head = send(to("/api/told").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.headers().allValues("Content-Length")).containsExactly("4");
        assertThat(ENDINGS.poll(1, TimeUnit.MINUTES)).isEqualTo("written");
    }

    @Test
    void a_body_for_204_is_left_out() throws Exception {
        assertHardened(send(to("/api/empty").header("Origin", APP)), 204);
        assertThat(ENDINGS.poll(1, TimeUnit.MINUTES)).isEqualTo("written");
    }

    @Test
    void the_handler_sees_what_stands_there_already() throws Exception {
        assertThat(send(to("/api/seen")).body()).isEqualTo("DENY");
    }

    @Test
    void what_the_handler_sets_itself_wins() throws Exception {
        assertThat(send(to("/api/framed")).headers().allValues("X-Frame-Options"))
                .containsExactly("SAMEORIGIN");
    }

    @Test
    void the_connection_lives_on_after_an_answer_that_did_not_read_the_body() throws Exception {
        String answers = web.raw("PUT /api/ok HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                + "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        assertThat(answers).endsWith("GET");
    }

    @Test
    void an_upload_that_nobody_wants_is_told_so() throws Exception {
        String upload = "x".repeat(1_500_000);

        String answer = web.raw("POST /api/broken HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                + upload.length() + "\r\n\r\n" + upload);

        assertThat(answer).startsWith("HTTP/1.1 500 ").contains("the log says why");
    }

    @Test
    void an_upload_without_an_end_is_given_up() throws Exception {
        byte[] part = "x".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /api/broken HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));

            assertThatIOException().isThrownBy(() -> {
                for (int sent = 0; sent < 1_000; sent++) {
                    out.write(part);
                }
            });
        }
    }

    @Test
    void a_client_that_goes_away_is_no_failure_of_the_handler() throws Exception {
        CompletableFuture<Boolean> isBrokenOff = new CompletableFuture<>();
        JdkWeb endless = new JdkWeb(new Ending(isBrokenOff), new HttpServerFilter(security()))
                .on("/api/endless", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(new byte[65_536]);
                    }
                })
                .start();
        try (Logged log = new Logged()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endless.port())) {
                socket.getOutputStream()
                        .write("GET /api/endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
            }

            assertThat(isBrokenOff.get(1, TimeUnit.MINUTES)).isTrue();
            assertThat(log.text()).doesNotContain("Handler of");
        } finally {
            endless.stop();
        }
    }

    /** Tells that all behind it has ended by an {@link IOException}. */
    private static final class Ending extends Filter {
        private final CompletableFuture<Boolean> isBrokenOff;

        Ending(CompletableFuture<Boolean> isBrokenOff) {
            this.isBrokenOff = isBrokenOff;
        }

        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            try {
                chain.doFilter(exchange);
            } catch (IOException e) {
                isBrokenOff.complete(true);
                throw e;
            } finally {
                isBrokenOff.complete(false);
            }
        }

        @Override
        public String description() {
            return "ending";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/api/ok",
                "http://evil.example/api/ok",
                "/%2e%2e/api/ok",
                "/api/ok;x=1",
                "/api//ok",
                "/api/%00%0d%0aX-Note:%20reflected",
                "/?q=%0d%0aX-Note:%20reflected",
                "/caf%ff",
            })
    void a_hostile_target_is_answered_with_the_headers(String target) throws Exception {
        String answer = web.raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsIgnoringCase("\r\nX-Frame-Options: DENY\r\n").doesNotContain("\r\nX-Note");
    }

    @Test
    void the_application_learns_who_asks() throws Exception {
        assertThat(send(to("/who")).body()).isEqualTo("127.0.0.1");
    }

    @Test
    void an_endpoint_answers_its_path_as_it_stands_alone() throws Exception {
        String hostile = web.raw("GET /page/%2e%2e/api;x/endpoint HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        String encoded = web.raw("GET /%61pi/endpoint?x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(hostile).doesNotStartWith("HTTP/1.1 202 ");
        assertThat(encoded).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void an_answer_without_a_body_has_no_chunks() throws Exception {
        HttpResponse<String> refused = send(preflight("/api/ok", "https://evil.example", "PUT"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().allValues("Transfer-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8, 200", "203.0.113.0/24, 503"})
    void knows_the_address_of_the_client(String open, int status) throws Exception {
        JdkWeb closed = new JdkWeb(new HttpServerFilter(HttpSecurity.builder()
                        .headers(SecurityHeaders.owasp())
                        .maintenance(MaintenanceMode.when(() -> true)
                                .closeAllPaths()
                                .openTo(open)
                                .build())
                        .build()))
                .on("/", exchange -> answer(exchange, 200, "in"))
                .start();
        try {
            assertThat(send(closed.to("/")).statusCode()).isEqualTo(status);
        } finally {
            closed.stop();
        }
    }

    @Test
    void an_odd_method_is_only_a_method() throws Exception {
        String answer = web.raw("G{T /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsIgnoringCase("\r\nX-Frame-Options: DENY\r\n").endsWith("G{T");
    }

    @Test
    void tells_what_it_is() {
        assertThat(new HttpServerFilter(security()).description())
                .isEqualTo("Security headers, CORS, maintenance mode and endpoints");
    }
}
