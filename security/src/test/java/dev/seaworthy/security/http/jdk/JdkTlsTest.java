package dev.seaworthy.security.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hardened exchange is the exchange behind it in all else, with TLS and without. */
class JdkTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static SSLContext tls;
    private static JdkWeb plain;
    private static JdkWeb secure;

    @BeforeAll
    static void start() throws Exception {
        tls = context(keys());
        HttpServerFilter filter = new HttpServerFilter(
                HttpSecurity.builder().headers(SecurityHeaders.owasp()).build());
        HttpsServer server = HttpsServer.create(JdkWeb.loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        secure = new JdkWeb(server, filter).on("/", JdkTlsTest::tell).start();
        plain = new JdkWeb(filter).on("/", JdkTlsTest::tell).start();
    }

    @AfterAll
    static void stop() {
        secure.stop();
        plain.stop();
    }

    @Test
    void a_request_over_tls_is_secure() throws Exception {
        HttpResponse<String> answer = get("https://localhost:" + secure.port() + "/?q");

        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=63072000; includeSubDomains");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("; upgrade-insecure-requests");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.body())
                .startsWith("TLS TLSv1.")
                .endsWith(" GET /?q sent / HTTP/1.1 127.0.0.1 127.0.0.1 v null -1");
    }

    @Test
    void a_request_without_it_is_not() throws Exception {
        HttpResponse<String> answer = get("http://localhost:" + plain.port() + "/?q");

        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(answer.body()).isEqualTo("plain GET /?q sent / HTTP/1.1 127.0.0.1 127.0.0.1 v null -1");
    }

    private static void tell(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.setAttribute("key", "v");
        String what = exchange instanceof HttpsExchange https
                ? "TLS " + https.getSSLSession().getProtocol()
                : "plain";
        byte[] body = String.join(
                        " ",
                        what,
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders().getFirst("X-Sent"),
                        exchange.getHttpContext().getPath(),
                        exchange.getProtocol(),
                        exchange.getRemoteAddress().getAddress().getHostAddress(),
                        exchange.getLocalAddress().getAddress().getHostAddress(),
                        String.valueOf(exchange.getAttribute("key")),
                        String.valueOf(exchange.getPrincipal()),
                        String.valueOf(exchange.getResponseCode()))
                .getBytes(StandardCharsets.UTF_8);
        exchange.setStreams(null, null);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static HttpResponse<String> get(String uri) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(uri))
                                .header("X-Sent", "sent")
                                .build(),
                        BodyHandlers.ofString());
    }

    private static KeyStore keys() throws Exception {
        Path file = folder.resolve("localhost.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder((keytool + " -genkeypair -alias localhost -keyalg EC -dname CN=localhost"
                                + " -ext san=dns:localhost -storetype PKCS12 -storepass " + PASSWORD + " -keystore "
                                + file)
                        .split(" "))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
