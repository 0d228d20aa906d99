package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.http.jdk.HttpServerFilter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits of contentmax.env, 100 in a minute, as a browser meets them. */
class RateLimitTest {
    private final Settings settings = Ground.settings(Path.of("contentmax.env")).values();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1))
                .getFilters()
                .add(new HttpServerFilter(Protection.security(
                                settings,
                                () -> false,
                                ViolationReports.builder().build())
                        .build()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpResponse<String> get(String path, String client) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Origin", settings.appUrl().toString())
                .header("X-Forwarded-For", client)
                .build();
        return this.client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void half_of_the_limit_comes_at_once_and_then_a_refusal_that_the_page_can_read() throws Exception {
        for (int left = 49; left >= 0; left--) {
            HttpResponse<String> response = get("/api/content", "192.0.2.1");
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.headers().firstValue("RateLimit-Policy")).contains("\"api\";q=100;w=60");
            assertThat(response.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"api\";r=");
        }
        HttpResponse<String> refused = get("/api/content", "192.0.2.1");
        for (int i = 0; i < 20 && refused.statusCode() == 204; i++) {
            refused = get("/api/content", "192.0.2.1");
        }

        assertThat(refused.statusCode()).isEqualTo(429);
        String seconds = refused.headers().firstValue("Retry-After").orElseThrow();
        assertThat(seconds).matches("[12]");
        assertThat(refused.body()).isEqualTo("{\"error\":\"Too many requests\",\"retryAfter\":" + seconds + "}");
        assertThat(refused.headers().firstValue("RateLimit")).contains("\"api\";r=0;t=" + seconds);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(settings.appUrl().toString());
        assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .isEqualToIgnoringCase("RateLimit,RateLimit-Policy,Retry-After");
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void another_client_and_another_path_are_not_limited_with_it() throws Exception {
        for (int i = 0; i < 100; i++) {
            get("/api/content", "192.0.2.1");
        }

        assertThat(get("/api/content", "192.0.2.2").statusCode()).isEqualTo(204);
        assertThat(get("/health", "192.0.2.1").statusCode()).isEqualTo(204);
        assertThat(get("/health", "192.0.2.1").headers().firstValue("RateLimit"))
                .isEmpty();
    }
}
