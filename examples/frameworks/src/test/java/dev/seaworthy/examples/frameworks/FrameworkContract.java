package dev.seaworthy.examples.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.message.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each framework does: {@code /api/ok} answers "read me", {@code /api/boast} sets {@code X-Powered-By},
 * {@code Server} and {@code Vary: Accept-Encoding}, {@code /api/upload} says how long the body is and takes at most
 * {@value #MAX_UPLOAD} bytes, {@code /api/thrown} throws, {@code /page} shows the nonce.
 */
abstract class FrameworkContract {
    static final String APP = "https://app.example.com";
    static final int MAX_UPLOAD = 1 << 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    /** Starts it on a free port of 127.0.0.1. */
    abstract int start(HttpSecurity security) throws Exception;

    abstract void stop() throws Exception;

    @BeforeEach
    void serve() throws Exception {
        port = start(HttpSecurity.builder()
                .headers(SecurityHeaders.htmlPage().toBuilder()
                        .removeLeakingHeaders()
                        .build())
                .cors("/api/", Cors.builder().origins(APP).methods("GET", "PUT").build())
                .endpoint(
                        "/echo",
                        request -> Answer.json(201, new String(request.body().readAllBytes(), StandardCharsets.UTF_8)))
                .build());
    }

    @AfterEach
    void end() throws Exception {
        stop();
    }

    @ParameterizedTest
    @CsvSource({"/api/ok, 200", "/api/absent, 404", "/api/thrown, 500", "/api/boast, 200"})
    void every_path_out_carries_the_headers_and_cors_once(String path, int status) throws Exception {
        assertHardened(get(path), status);
    }

    static void assertHardened(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(APP);
        assertThat(answer.headers().allValues("X-Powered-By")).isEmpty();
        assertThat(answer.headers().allValues("Server")).isEmpty();
    }

    @Test
    void a_head_request_carries_them_too() throws Exception {
        HttpResponse<String> answer =
                send(to("/api/boast").header("Origin", APP).method("HEAD", BodyPublishers.noBody()));

        assertHardened(answer, 200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void an_upload_reaches_the_application() throws Exception {
        HttpResponse<String> answer = send(upload("/api/upload", 100_000));

        assertHardened(answer, 200);
        assertThat(answer.body()).isEqualTo("100000");
    }

    @Test
    void the_refusal_of_too_large_an_upload_carries_them_too() throws Exception {
        assertHardened(refusal("/api/upload"), 413);
    }

    /** Who refuses an upload that is under way may cut it off, its answer too; then it is asked again. */
    final HttpResponse<String> refusal(String path) throws Exception {
        for (int more = 10; ; more--) {
            try {
                return send(upload(path, 2_000_000));
            } catch (IOException e) {
                if (more == 0) {
                    throw e;
                }
            }
        }
    }

    @Test
    void the_answer_varies_by_what_both_say() throws Exception {
        List<String> vary =
                send(to("/api/boast").header("Origin", APP)).headers().allValues("Vary");

        assertThat(String.join(", ", vary)).isEqualTo("Accept-Encoding, Origin");
    }

    @Test
    void preflights_are_answered() throws Exception {
        assertThat(send(preflight(APP)).statusCode()).isEqualTo(204);
        assertThat(send(preflight("https://evil.example")).statusCode()).isEqualTo(403);
    }

    @Test
    void the_page_has_the_nonce_of_its_policy() throws Exception {
        HttpResponse<String> answer = send(to("/page"));

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("'nonce-" + answer.body() + "'");
        assertThat(answer.body()).hasSize(24);
    }

    @Test
    void an_endpoint_reads_the_body() throws Exception {
        HttpResponse<String> answer = send(to("/echo").POST(BodyPublishers.ofString("[1]")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("[1]");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void an_endpoint_reads_a_body_of_many_parts_or_none() throws Exception {
        assertThat(send(upload("/echo", 300_000)).body()).hasSize(300_000);
        assertThat(send(to("/echo")).statusCode()).isEqualTo(201);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(to(path).header("Origin", APP));
    }

    private HttpRequest.Builder upload(String path, int bytes) {
        return to(path).header("Origin", APP).POST(BodyPublishers.ofByteArray(new byte[bytes]));
    }

    final HttpRequest.Builder preflight(String origin) {
        return to("/api/ok")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT");
    }

    final HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30));
    }

    final HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
