package dev.seaworthy.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter in Tomcat, met by a real client. */
class ProtectionTest {
    private static final Pattern NONCE = Pattern.compile("<script nonce=\"([^\"]+)\">");
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start("127.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/ships, 200",
        "/api/ships/Fram, 200",
        "/api/ships/Gorch, 404",
        "/api/absent, 404",
        "/api/denied, 401",
        "/api/limited, 429",
        "/api/thrown, 500",
        "/api/half, 500",
        "/api/moved, 302",
        "/api/reset, 200",
        "/api/unvaried, 200",
        "/api/length, 200",
        "/api/called, 200",
        "/api/call-failure, 500",
        "/api/deferred, 200",
        "/api/deferred-failure, 500",
        "/api/never, 503",
        "/api/streamed, 200"
    })
    void every_path_out_carries_the_headers_and_cors_once(String path, int status) throws Exception {
        HttpResponse<String> answer = read(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertHardened(answer);
        assertThat(answer.headers().allValues("X-Note")).isEmpty();
    }

    @Test
    void an_answer_that_nothing_has_changed_is_one_more() throws Exception {
        HttpResponse<String> answer = service.send(
                service.to("/api/tagged").header("Origin", Service.APP).header("If-None-Match", "\"one\""));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertHardened(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ships", "/api/length", "/api/ships/Gorch", "/api/thrown"})
    void a_head_request_is_answered_as_the_get_would_be(String path) throws Exception {
        HttpResponse<String> get = read(path);
        HttpResponse<String> head =
                service.send(service.to(path).header("Origin", Service.APP).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        assertHardened(head);
        assertThat(head.headers().map().keySet())
                .containsAll(get.headers().map().keySet().stream()
                        .filter(name -> !name.equals("transfer-encoding"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"/, 200", "/absent, 404", "/api/thrown, 500", "/api/denied, 401", "/api/never, 503"})
    void the_scripts_of_a_page_run_by_the_nonce_of_its_policy(String path, int status) throws Exception {
        HttpResponse<String> answer = service.send(service.to(path).header("Accept", "text/html"));

        assertThat(answer.statusCode()).isEqualTo(status);
        Matcher nonce = NONCE.matcher(answer.body());
        assertThat(nonce.find()).as(answer.body()).isTrue();
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("'nonce-" + nonce.group(1) + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/boasting", "/api/absent", "/api/thrown", "/"})
    void nothing_tells_what_serves(String path) throws Exception {
        HttpResponse<String> answer = read(path);

        assertThat(answer.headers().allValues("Server")).isEmpty();
        assertThat(answer.headers().allValues("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/encoded", "/api/encoded-by-servlet"})
    void what_the_application_varies_by_stands_beside_origin(String path) throws Exception {
        HttpResponse<String> answer = read(path);

        assertThat(String.join(", ", answer.headers().allValues("Vary")).split(", "))
                .containsExactlyInAnyOrder("Origin", "Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/cached", "/api/called", "/api/streamed"})
    void what_the_application_says_about_caches_wins(String path) throws Exception {
        assertThat(read(path).headers().allValues("Cache-Control")).containsExactly("max-age=60");
    }

    @Test
    void a_preflight_is_answered_before_spring() throws Exception {
        HttpResponse<String> answer = service.send(service.to("/api/ships")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", Service.APP)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(Service.APP);
        assertThat(answer.headers().allValues("Access-Control-Allow-Credentials"))
                .containsExactly("true");
        assertThat(answer.headers().allValues("Access-Control-Allow-Methods")).containsExactly("GET, POST");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ships", "/api/absent", "/api/thrown", "/api/deferred"})
    void a_foreign_origin_reads_nothing(String path) throws Exception {
        HttpResponse<String> answer = service.send(service.to(path).header("Origin", "https://evil.example"));

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/thrown", "/api/deferred"})
    void the_word_of_a_trusted_proxy_makes_a_request_secure(String path) throws Exception {
        HttpResponse<String> plain = read(path);
        HttpResponse<String> secure = service.send(service.to(path).header("X-Forwarded-Proto", "https"));

        assertThat(plain.headers().allValues("Strict-Transport-Security")).isEmpty();
        assertThat(secure.headers().allValues("Strict-Transport-Security")).hasSize(1);
    }

    @Test
    void the_word_of_anybody_else_does_not() throws Exception {
        try (Service suspicious = Service.start("10.0.0.0/8")) {
            HttpResponse<String> answer = suspicious.send(suspicious.to("/").header("X-Forwarded-Proto", "https"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Strict-Transport-Security")).isEmpty();
        }
    }

    private static HttpResponse<String> read(String path) throws Exception {
        return service.send(service.to(path).header("Origin", Service.APP));
    }

    private static void assertHardened(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(Service.APP);
        assertThat(answer.headers().allValues("Access-Control-Allow-Credentials"))
                .containsExactly("true");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
        assertThat(answer.headers().allValues("Server")).isEmpty();
    }
}
