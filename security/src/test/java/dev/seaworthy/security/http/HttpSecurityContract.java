package dev.seaworthy.security.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.message.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every adapter does with {@link #security()}, asked by a real client. Behind it stands an application that
 * answers these paths: {@code /api/ok} (counts in {@link #HANDLED}, says "read me"), {@code /api/limited} 429,
 * {@code /api/cached} 304, {@code /api/thrown} (throws), {@code /api/cleared} (adds X-Note and clears its headers),
 * {@code /api/boasting} (sets X-Powered-By, adds Server), {@code /api/encoded} (sets Vary to Accept-Encoding), and
 * {@code /page} (says the method).
 */
public abstract class HttpSecurityContract {
    protected static final String APP = "https://contentmax.ai";
    protected static final AtomicInteger HANDLED = new AtomicInteger();
    private static final AtomicBoolean CLOSED = new AtomicBoolean();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    protected static HttpSecurity security() {
        Cors cors = Cors.builder()
                .origins(APP)
                .methods("GET", "POST", "PUT", "DELETE", "OPTIONS")
                .headers("Content-Type", "Authorization")
                .maxAge(Duration.ofDays(1))
                .build();
        return HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .cors("/api/", cors)
                .endpoint(
                        "/api/endpoint",
                        request ->
                                Answer.json(202, "{\"bytes\":" + request.body().readAllBytes().length + "}"))
                .endpoint("/api/broken", request -> {
                    throw new AssertionError("hunter2");
                })
                .maintenance(
                        MaintenanceMode.when(CLOSED::get).openPaths("/page").build())
                .guard("/", caller -> Ruling.admit().with(sink -> sink.set("X-Ruled", "admitted")))
                .guard(
                        "/api/shut/",
                        caller -> Ruling.refuse(Answer.json(429, "{}")).with(sink -> sink.set("X-Left", "0")))
                .build();
    }

    protected abstract HttpRequest.Builder to(String path);

    protected static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/ok, 200",
        "/api/absent, 404",
        "/api/limited, 429",
        "/api/cached, 304",
        "/api/thrown, 500",
        "/api/cleared, 200",
        "/api/endpoint, 202",
        "/api/broken, 500",
    })
    void every_path_out_carries_the_headers_and_cors_once(String path, int status) throws Exception {
        assertHardened(send(to(path).header("Origin", APP)), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ok", "/api/absent", "/api/cached", "/api/thrown", "/api/cleared", "/page"})
    void every_path_out_carries_what_a_guard_adds(String path) throws Exception {
        assertThat(send(to(path)).headers().allValues("X-Ruled")).containsExactly("admitted");
    }

    @Test
    void a_guard_answers_in_the_place_of_the_application() throws Exception {
        HttpResponse<String> answer = send(to("/api/shut/door").header("Origin", APP));

        assertHardened(answer, 429);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().allValues("X-Left")).containsExactly("0");
        assertThat(answer.headers().allValues("X-Ruled")).containsExactly("admitted");
    }

    protected static void assertHardened(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(APP);
        assertThat(isKeptApartByCaches(answer)).isTrue();
        assertThat(answer.headers().allValues("X-Note")).isEmpty();
        assertThat(answer.headers().allValues("X-Powered-By")).isEmpty();
        assertThat(answer.headers().allValues("Server")).isEmpty();
    }

    /** Jetty's own error pages lose Vary after the last filter has run, but forbid caches to store them. */
    private static boolean isKeptApartByCaches(HttpResponse<String> answer) {
        return answer.headers().allValues("Vary").equals(List.of("Origin"))
                || answer.headers().firstValue("Cache-Control").orElse("").equals("must-revalidate,no-cache,no-store");
    }

    /** Jetty itself answers some of them by 400, the server of the JDK one by 404. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/ok/../../page",
                "/api/ok/..;/..;/page",
                "/api/ok/..%2f..%2fpage",
                "/api/ok/%2e%2e/%2e%2e/page",
                "/api/ok/..%5C..%5Cpage",
                "//page",
                "/page;x",
            })
    void no_way_round_leads_past_maintenance(String path) throws Exception {
        CLOSED.set(true);
        try {
            assertThat(send(to(path)).statusCode()).isIn(400, 404, 503);
            assertThat(send(to("/page")).statusCode()).isEqualTo(200);
        } finally {
            CLOSED.set(false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/../api/ok", "/page/..;/api/ok", "/page/..%2fapi/ok", "/page/%2e%2e/api/ok"})
    void no_way_round_leads_to_the_grants_of_another_path(String path) throws Exception {
        assertNoCors(send(to(path).header("Origin", APP)));
    }

    @Test
    void a_head_request_is_answered_as_the_get_would_be() throws Exception {
        HttpResponse<String> get = send(to("/api/ok").header("Origin", APP));
        HttpResponse<String> head = send(to("/api/ok").header("Origin", APP).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Security-Policy", "Vary", "Access-Control-Allow-Origin")) {
            assertThat(head.headers().allValues(name)).isEqualTo(get.headers().allValues(name));
        }
    }

    @Test
    void the_application_cannot_put_back_what_is_stripped() throws Exception {
        HttpResponse<String> answer = send(to("/api/boasting"));

        assertThat(answer.headers().allValues("X-Powered-By")).isEmpty();
        assertThat(answer.headers().allValues("Server")).isEmpty();
    }

    @Test
    void the_application_cannot_take_origin_from_what_the_answer_varies_by() throws Exception {
        HttpResponse<String> answer = send(to("/api/encoded").header("Origin", APP));

        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Origin");
    }

    @Test
    void answers_an_allowed_preflight_itself() throws Exception {
        int before = HANDLED.get();
        HttpResponse<String> answer = send(preflight("/api/ok", APP, "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(APP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET, POST, PUT, DELETE, OPTIONS");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("Content-Type, Authorization");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("86400");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Vary")).isEmpty();
        assertThat(HANDLED).hasValue(before);
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example, PUT", "https://contentmax.ai, PATCH"})
    void answers_a_refused_preflight_by_403_without_a_cors_header(String origin, String method) throws Exception {
        int before = HANDLED.get();
        HttpResponse<String> answer = send(preflight("/api/ok", origin, method));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertNoCors(answer);
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(HANDLED).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://contentmax.ai.evil.example"})
    void lets_a_foreign_origin_pass_to_the_application_without_a_cors_header(String origin) throws Exception {
        HttpResponse<String> answer = send(to("/api/ok").header("Origin", origin));

        assertThat(answer.body()).isEqualTo("read me");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
        assertNoCors(answer);
    }

    @Test
    void trusts_no_request_with_two_origins() throws Exception {
        assertNoCors(send(to("/api/ok").header("Origin", APP).header("Origin", APP)));
    }

    @Test
    void leaves_paths_without_a_policy_to_the_application() throws Exception {
        HttpResponse<String> answer = send(preflight("/page", APP, "PUT"));

        assertThat(answer.body()).isEqualTo("OPTIONS");
        assertThat(answer.headers().allValues("Vary")).isEmpty();
        assertNoCors(answer);
    }

    @Test
    void an_endpoint_reads_the_body_and_answers_in_place_of_the_application() throws Exception {
        HttpResponse<String> answer = send(to("/api/endpoint").POST(BodyPublishers.ofString("x".repeat(100_000))));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"bytes\":100000}");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void an_endpoint_answers_a_head_request_without_its_body() throws Exception {
        HttpResponse<String> answer = send(to("/api/endpoint").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().allValues("Content-Length")).containsExactly("11");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "HEAD"})
    void a_closed_service_answers_all_but_preflights_and_open_paths(String method) throws Exception {
        int before = HANDLED.get();
        CLOSED.set(true);
        try {
            HttpResponse<String> closed = send(to("/api/ok")
                    .header("Origin", APP)
                    .method(method, method.equals("POST") ? BodyPublishers.ofString("x") : BodyPublishers.noBody()));

            assertHardened(closed, 503);
            assertThat(closed.headers().allValues("Retry-After")).containsExactly("300");
            assertThat(closed.headers().allValues("Content-Type")).containsExactly("application/problem+json");
            assertThat(closed.body().isEmpty()).isEqualTo(method.equals("HEAD"));
            assertThat(send(preflight("/api/ok", APP, "PUT")).statusCode()).isEqualTo(204);
            assertThat(send(to("/page")).body()).isEqualTo("GET");
        } finally {
            CLOSED.set(false);
        }
        assertThat(HANDLED).hasValue(before);
    }

    protected HttpRequest.Builder preflight(String path, String origin, String method) {
        return to(path).method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method);
    }

    private static void assertNoCors(HttpResponse<String> answer) {
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
}
