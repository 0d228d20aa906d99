package dev.seaworthy.security.password.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PwnedPasswordsTest {
    private static final String REST = "0018A45C4D1DEF81644B54AB7F969B88D65";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile String body = REST.toLowerCase(Locale.ROOT) + ":3\r\n" + "F".repeat(35) + ":0";
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/range/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Add-Padding"));
            byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asks_for_a_padded_range_and_reads_its_counts() throws IOException {
        assertThat(list().range("21BD1")).containsOnly(Map.entry(REST, 3L), Map.entry("F".repeat(35), 0L));
        assertThat(asked).containsExactly("/range/21BD1 true");
    }

    @Test
    void what_is_no_answer_is_told() {
        status = 429;
        assertFails("The breach list answered 429");
        status = 200;
        body = "<html>";
        assertFails("The breach list answered a line that is no hash and count");
    }

    @Test
    void silence_ends() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PwnedPasswords list = PwnedPasswords.of(HttpClient.newHttpClient())
                    .at(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/range/"))
                    .within(Duration.ofMillis(50));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> list.range("21BD1"))
                    .withMessage("The breach list did not answer within 50 ms");
        }
    }

    @Test
    void nobody_there_is_told() {
        PwnedPasswords list = list();
        server.stop(0);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> list.range("21BD1"))
                .withMessage("The breach list was not reached");
    }

    @Test
    void a_mirror_is_a_folder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PwnedPasswords.of(HttpClient.newHttpClient()).at(URI.create("https://mirror.example/range")))
                .withMessage("PwnedPasswords: the address mirror.example must end with a slash, as in"
                        + " https://api.pwnedpasswords.com/range/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "range/",
                "/range/",
                "//mirror.example/range/",
                "file:///range/",
                "https:///range/",
                "ftp://mirror.example/",
                "https://mirror.example/range?a=/",
                "https://mirror.example/range#/"
            })
    void a_mirror_has_an_absolute_address_of_http(String address) {
        PwnedPasswords list = PwnedPasswords.of(HttpClient.newHttpClient());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> list.at(URI.create(address)))
                .withMessage("PwnedPasswords: the address of a mirror must be absolute, of http or https and without a"
                        + " query, as https://api.pwnedpasswords.com/range/ is");
    }

    private void assertFails(String message) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> list().range("21BD1"))
                .withMessage(message);
    }

    private PwnedPasswords list() {
        return PwnedPasswords.of(HttpClient.newHttpClient())
                .at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/range/"));
    }
}
