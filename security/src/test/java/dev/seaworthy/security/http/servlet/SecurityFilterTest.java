package dev.seaworthy.security.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.HttpSecurityContract;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.message.Answer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityFilterTest extends HttpSecurityContract {
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web()
                .filter((request, response, chain) -> {
                    ((HttpServletResponse) response).setHeader("X-Powered-By", "a framework");
                    chain.doFilter(request, response);
                })
                .filter(new SecurityFilter(security()))
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
                .on("/api/cleared", (request, response) -> {
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
                .on("/api/async-cached", (request, response) -> {
                    if (request.getAttribute("again") == null) {
                        request.setAttribute("again", true);
                        response.setHeader("Cache-Control", "max-age=60");
                        request.startAsync(request, response).dispatch();
                    }
                })
                .on("/api/boasting", (request, response) -> {
                    response.setHeader("X-Powered-By", "JSF");
                    response.addHeader("Server", "Apache");
                })
                .on("/api/counting", (request, response) -> {
                    response.setIntHeader("X-Kong-Upstream-Latency", 12);
                    response.addIntHeader("X-Kong-Proxy-Latency", 3);
                    response.setDateHeader("Server", 0);
                    response.addDateHeader("X-Powered-By", 0);
                    response.addIntHeader("X-Count", 1);
                    response.setIntHeader("X-Total", 2);
                    response.setDateHeader("Last-Modified", 0);
                    response.addDateHeader("Expires", 0);
                    response.setIntHeader("Vary", 1);
                })
                .on("/api/async-boasting", (request, response) -> {
                    AsyncContext later = request.startAsync();
                    boast((HttpServletResponse) later.getResponse());
                    later.complete();
                })
                .on("/api/async-again", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        boast((HttpServletResponse) request.startAsync().getResponse());
                        request.getAsyncContext().complete();
                    } else {
                        request.startAsync().dispatch();
                    }
                })
                .on("/api/async-depth", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        boolean deep = ((HttpServletRequestWrapper) request).isWrapperFor(HardenedRequest.class)
                                || ((HttpServletResponseWrapper) response).isWrapperFor(HardenedResponse.class);
                        response.getWriter().write(deep ? "deep" : "flat");
                    } else {
                        request.startAsync().dispatch();
                    }
                })
                .on("/api/encoded", (request, response) -> response.setHeader("Vary", "Accept-Encoding"))
                .on("/page", (request, response) -> response.getWriter().write(request.getMethod()))
                .on(
                        "/who",
                        (request, response) -> response.getWriter()
                                .write(((Passage) request.getAttribute(Passage.ATTRIBUTE))
                                        .clientAddress()
                                        .map(InetAddress::getHostAddress)
                                        .orElse("nobody")))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        web.stop();
    }

    @Override
    protected HttpRequest.Builder to(String path) {
        return web.to(path);
    }

    @ParameterizedTest
    @CsvSource({"/api/denied, 401", "/api/broken, 500", "/api/teapot, 418", "/api/async, 200"})
    void errors_and_later_dispatches_carry_the_headers_and_cors_once(String path, int status) throws Exception {
        assertHardened(send(to(path).header("Origin", APP)), status);
    }

    @Test
    void an_error_page_of_the_application_varies_and_caches_as_every_answer() throws Exception {
        HttpResponse<String> answer = send(to("/api/teapot").header("Origin", APP));

        assertThat(answer.body()).isEqualTo("short and stout");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store, max-age=0");
    }

    @Test
    void the_application_learns_who_asks() throws Exception {
        assertThat(send(to("/who")).body()).isEqualTo("127.0.0.1");
    }

    @Test
    void what_the_application_has_set_stands_when_another_thread_goes_on() throws Exception {
        HttpResponse<String> answer = send(to("/api/async-cached").header("Origin", APP));

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("max-age=60");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    }

    @Test
    void what_is_stripped_cannot_be_put_back_as_a_number_or_a_date() throws Exception {
        HttpResponse<String> answer = send(to("/api/counting").header("Origin", APP));

        assertHasNone(answer, "X-Kong-Upstream-Latency", "X-Kong-Proxy-Latency", "Server", "X-Powered-By");
        assertThat(answer.headers().allValues("X-Count")).containsExactly("1");
        assertThat(answer.headers().allValues("X-Total")).containsExactly("2");
        assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
        assertThat(answer.headers().firstValue("Expires")).isPresent();
        assertThat(answer.headers().allValues("Vary")).containsExactly("1", "Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/async-boasting", "/api/async-again"})
    void the_response_of_an_async_context_is_as_hardened_as_the_first(String path) throws Exception {
        HttpResponse<String> answer = send(to(path).header("Origin", APP));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHasNone(answer, "Server", "X-Kong-Upstream-Latency");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Origin");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    }

    @Test
    void a_later_dispatch_wraps_nothing_twice() throws Exception {
        assertThat(send(to("/api/async-depth")).body()).isEqualTo("flat");
    }

    private static void boast(HttpServletResponse response) {
        response.setHeader("Server", "Apache");
        response.setIntHeader("X-Kong-Upstream-Latency", 12);
        response.setHeader("Vary", "Accept-Encoding");
    }

    private static void assertHasNone(HttpResponse<String> answer, String... names) {
        assertThat(answer.headers().map()).doesNotContainKeys(names);
    }

    @Test
    void sends_hsts_and_upgrades_only_when_the_container_says_that_the_request_is_secure() throws Exception {
        HttpResponse<String> plain = send(to("/page"));
        HttpResponse<String> secure = send(to("/page").header("X-Forwarded-Proto", "https"));

        assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(plain.headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("upgrade-insecure-requests");
        assertThat(secure.headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=63072000; includeSubDomains");
        assertThat(secure.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("; upgrade-insecure-requests");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8, 202", "203.0.113.0/24, 503"})
    void sees_the_whole_path_and_the_address_of_a_servlet_of_many_paths(String open, int status) throws Exception {
        Web many = new Web()
                .filter(new SecurityFilter(HttpSecurity.builder()
                        .headers(SecurityHeaders.owasp())
                        .maintenance(MaintenanceMode.when(() -> true)
                                .closeAllPaths()
                                .openTo(open)
                                .build())
                        .endpoint("/deep/path", request -> Answer.json(202, "{}"))
                        .build()))
                .on("/deep/*", (request, response) -> response.setStatus(404))
                .start();
        try {
            assertThat(send(many.to("/deep/path")).statusCode()).isEqualTo(status);
        } finally {
            many.stop();
        }
    }
}
