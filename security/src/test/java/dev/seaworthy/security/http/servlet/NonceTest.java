package dev.seaworthy.security.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceTest {
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web()
                .filter(new SecurityFilter(HttpSecurity.builder()
                        .headers(SecurityHeaders.htmlPage())
                        .build()))
                .on(
                        "/page",
                        (request, response) -> response.getWriter()
                                .write("nonce " + (String) request.getAttribute(SecurityFilter.NONCE)))
                .on("/reset", (request, response) -> {
                    response.reset();
                    response.getWriter().write("nonce " + request.getAttribute(SecurityFilter.NONCE));
                })
                .on("/teapot", (request, response) -> response.sendError(418))
                .errorPage(418, "/page")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        web.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/reset", "/teapot"})
    void the_page_has_the_nonce_of_its_policy(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(policy(response)).contains("'nonce-" + nonce(response) + "'");
    }

    @Test
    void each_response_has_one_of_its_own() throws Exception {
        assertThat(nonce(get("/page"))).isNotEqualTo(nonce(get("/page"))).hasSizeGreaterThan(21);
    }

    private static String policy(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static String nonce(HttpResponse<String> response) {
        return response.body().replaceFirst("nonce ", "");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return web.send(web.to(path));
    }
}
