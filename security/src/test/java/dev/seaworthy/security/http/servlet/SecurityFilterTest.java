package dev.seaworthy.security.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityFilterTest {
    private static final String APP = "https://contentmax.ai";
    private static final AtomicInteger HANDLED = new AtomicInteger();
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        Cors cors = Cors.builder()
                .origins(APP)
                .methods("GET", "POST", "PUT", "DELETE", "OPTIONS")
                .headers("Content-Type", "Authorization")
                .maxAge(Duration.ofDays(1))
                .build();
        SecurityHeaders headers = SecurityHeaders.owasp();
        web = new Web()
                .filter((request, response, chain) -> {
                    ((HttpServletResponse) response).setHeader("X-Powered-By", "a framework");
                    chain.doFilter(request, response);
                })
                .filter(new SecurityFilter(HttpSecurity.builder()
                        .headers(headers)
                        .cors("/api/", cors)
                        .build()))
                .on("/api/ok", (request, response) -> {
                    HANDLED.incrementAndGet();
                    response.getWriter().write("read me");
                })
                .on("/api/limited", (request, response) -> response.setStatus(429))
                .on("/api/cached", (request, response) -> response.setStatus(304))
                .on("/api/denied", (request, response) -> response.sendError(401))
                .on("/api/broken", (request, response) -> response.sendError(500))
                .on("/api/thrown", (request, response) -> {
                    throw new ServletException("on purpose");
                })
                .on("/api/teapot", (request, response) -> response.sendError(418))
                .errorPage(418, "/error")
                .on("/error", (request, response) -> {
                    response.reset();
                    response.setStatus(418);
                    response.getWriter().write("short and stout");
                })
                .on("/api/reset", (request, response) -> {
                    response.addHeader("X-Note", "gone");
                    response.reset();
                })
                .on("/api/async", (request, response) -> {
                    if (request.getAttribute("again") == null) {
                        request.setAttribute("again", true);
                        request.startAsync(request, response).dispatch();
                    } else {
                        response.getWriter().write("late");
                    }
                })
                .on("/api/boasting", (request, response) -> {
                    response.setHeader("X-Powered-By", "JSF");
                    response.addHeader("Server", "Apache");
                })
                .on("/api/encoded", (request, response) -> response.setHeader("Vary", "Accept-Encoding"))
                .on("/page", (request, response) -> response.getWriter().write(request.getMethod()))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        web.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/ok, 200",
        "/api/absent, 404",
        "/api/limited, 429",
        "/api/cached, 304",
        "/api/denied, 401",
        "/api/broken, 500",
        "/api/thrown, 500",
        "/api/teapot, 418",
        "/api/reset, 200",
        "/api/async, 200"
    })
    void every_path_out_carries_the_headers_and_cors_once(String path, int status) throws Exception {
        HttpResponse<String> answer = web.send(web.to(path).header("Origin", APP));

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

    @Test
    void an_error_page_of_the_application_varies_and_caches_as_every_answer() throws Exception {
        HttpResponse<String> answer = web.send(web.to("/api/teapot").header("Origin", APP));

        assertThat(answer.body()).isEqualTo("short and stout");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store, max-age=0");
    }

    @Test
    void a_head_request_is_answered_as_the_get_would_be() throws Exception {
        var get = web.send(web.to("/api/ok").header("Origin", APP)).headers().map();
        var head = web.send(web.to("/api/ok").header("Origin", APP).method("HEAD", BodyPublishers.noBody()))
                .headers()
                .map();

        assertThat(head.get("Content-Security-Policy")).isEqualTo(get.get("Content-Security-Policy"));
        assertThat(head.get("Vary")).isEqualTo(get.get("Vary"));
    }

    @Test
    void the_application_cannot_put_back_what_is_stripped() throws Exception {
        HttpResponse<String> answer = web.send(web.to("/api/boasting"));

        assertThat(answer.headers().allValues("X-Powered-By")).isEmpty();
        assertThat(answer.headers().allValues("Server")).isEmpty();
    }

    @Test
    void the_application_cannot_take_origin_from_what_the_answer_varies_by() throws Exception {
        HttpResponse<String> answer = web.send(web.to("/api/encoded").header("Origin", APP));

        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Origin");
    }

    @Test
    void sends_hsts_and_upgrades_only_when_the_container_says_that_the_request_is_secure() throws Exception {
        HttpResponse<String> plain = web.send(web.to("/page"));
        HttpResponse<String> secure = web.send(web.to("/page").header("X-Forwarded-Proto", "https"));

        assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(plain.headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("upgrade-insecure-requests");
        assertThat(secure.headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=63072000; includeSubDomains");
        assertThat(secure.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("; upgrade-insecure-requests");
    }

    @Test
    void answers_an_allowed_preflight_itself() throws Exception {
        int before = HANDLED.get();
        HttpResponse<String> answer = web.send(preflight("/api/ok", APP, "PUT")
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
        HttpResponse<String> answer = web.send(preflight("/api/ok", origin, method));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertNoCors(answer);
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(HANDLED).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://contentmax.ai.evil.example"})
    void lets_a_foreign_origin_pass_to_the_application_without_a_cors_header(String origin) throws Exception {
        HttpResponse<String> answer = web.send(web.to("/api/ok").header("Origin", origin));

        assertThat(answer.body()).isEqualTo("read me");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
        assertNoCors(answer);
    }

    @Test
    void trusts_no_request_with_two_origins() throws Exception {
        assertNoCors(web.send(web.to("/api/ok").header("Origin", APP).header("Origin", APP)));
    }

    @Test
    void leaves_paths_without_a_policy_to_the_application() throws Exception {
        HttpResponse<String> answer = web.send(preflight("/page", APP, "PUT"));

        assertThat(answer.body()).isEqualTo("OPTIONS");
        assertThat(answer.headers().allValues("Vary")).isEmpty();
        assertNoCors(answer);
    }

    /** Jetty's own error pages lose Vary after the last filter has run, but forbid caches to store them. */
    private static boolean isKeptApartByCaches(HttpResponse<String> answer) {
        return answer.headers().allValues("Vary").equals(List.of("Origin"))
                || answer.headers().firstValue("Cache-Control").orElse("").equals("must-revalidate,no-cache,no-store");
    }

    private static HttpRequest.Builder preflight(String path, String origin, String method) {
        return web.to(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method);
    }

    private static void assertNoCors(HttpResponse<String> answer) {
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
}
