package dev.seaworthy.security.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The JDK shares the attributes of an exchange with all others of its context (JDK-8235786). */
class JdkNonceTest {
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);
    private static final HttpHandler TELLS = exchange -> {
        String nonce = String.valueOf(exchange.getAttribute(HttpServerFilter.NONCE));
        byte[] body = nonce.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    };

    private static JdkWeb web;
    private static JdkWeb without;

    @BeforeAll
    static void start() throws Exception {
        web = new JdkWeb(filter(SecurityHeaders.htmlPage()))
                .on("/page", TELLS)
                .on("/together", exchange -> {
                    exchange.setAttribute(HttpServerFilter.NONCE, "somebody's");
                    await();
                    TELLS.handle(exchange);
                })
                .start();
        without = new JdkWeb(filter(SecurityHeaders.owasp())).on("/page", TELLS).start();
    }

    @AfterAll
    static void stop() {
        web.stop();
        without.stop();
    }

    @Test
    void the_page_has_the_nonce_of_its_policy() throws Exception {
        HttpResponse<String> page = get(web, "/page").get();

        assertThat(page.body())
                .hasSizeGreaterThan(21)
                .isNotEqualTo(get(web, "/page").get().body());
        assertThat(policy(page)).contains("'nonce-" + page.body() + "'");
    }

    @Test
    void two_pages_at_once_have_each_its_own() throws Exception {
        CompletableFuture<HttpResponse<String>> one = get(web, "/together");
        CompletableFuture<HttpResponse<String>> other = get(web, "/together");

        assertThat(one.get().body()).isNotEqualTo(other.get().body());
        assertThat(policy(one.get())).contains("'nonce-" + one.get().body() + "'");
        assertThat(policy(other.get())).contains("'nonce-" + other.get().body() + "'");
    }

    @Test
    void there_is_none_if_no_policy_uses_one() throws Exception {
        assertThat(get(without, "/page").get().body()).isEqualTo("null");
    }

    private static HttpServerFilter filter(SecurityHeaders headers) {
        return new HttpServerFilter(HttpSecurity.builder().headers(headers).build());
    }

    private static void await() throws IOException {
        try {
            BOTH.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static String policy(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static CompletableFuture<HttpResponse<String>> get(JdkWeb web, String path) {
        return HttpClient.newHttpClient().sendAsync(web.to(path).build(), BodyHandlers.ofString());
    }
}
