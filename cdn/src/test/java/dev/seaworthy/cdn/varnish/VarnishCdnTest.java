package dev.seaworthy.cdn.varnish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.probe.ScriptedServer;
import dev.seaworthy.testkit.VarnishServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarnishCdnTest {
    private static final Purge HOME = Purge.urls("https://contentmax.example/");
    private static final String PURGED =
            "HTTP/1.1 200 Purged\r\nPurged: url\r\nX-Varnish: 7\r\nContent-Length: 0\r\n\r\n";

    private final List<Duration> pauses = new ArrayList<>();
    private ScriptedServer node;
    private ScriptedServer second;

    @BeforeEach
    void start() throws IOException {
        node = ScriptedServer.start(request -> PURGED);
        second = ScriptedServer.start(request -> PURGED);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        second.close();
    }

    @Test
    void a_url_is_one_request_with_the_host_in_a_header() {
        cdn().purge(Purge.urls("https://ContentMax.example:8443/a%20b?q=1&r=%22", "https://contentmax.example"));

        assertThat(node.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly("PURGE /a%20b?q=1&r=%22 HTTP/1.1", "PURGE / HTTP/1.1");
        assertThat(node.requests())
                .extracting(request -> request.header("Purge-Host"))
                .containsExactly("contentmax.example:8443", "contentmax.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
                    tags       ! Ban-Tags       ! (^|[\\x20\\x09,])(a\\x2eb|\\xc3\\xa9\\x24)([\\x20\\x09,]|$)
                    hosts      ! Ban-Urls       ! ^(a\\x2eb|\\xc3\\xa9\\x24)(:|/)
                    prefixes   ! Ban-Urls       ! ^(a\\x2eb|b(:[0-9]+)?/P\\x28\\x25C3\\x25A9)
                    everything ! Ban-Everything ! yes
                    """)
    void other_kinds_are_bans_of_literals(String kind, String header, String value) {
        Purge purge = switch (kind) {
            case "tags" -> Purge.tags("a.b", "é$");
            case "hosts" -> Purge.hosts("A.b", "é$");
            case "prefixes" -> Purge.prefixes("A.b", "B/P(é");
            default -> Purge.everything();
        };
        String answer = header.substring(4).toLowerCase(java.util.Locale.ROOT);
        node.answer(request -> PURGED.replace("url", answer));

        cdn().purge(purge);

        assertThat(node.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("BAN / HTTP/1.1");
            assertThat(request.header(header)).isEqualTo(value);
        });
    }

    @Test
    void a_receipt_names_the_node_and_its_request() {
        assertThat(cdn().purge(HOME).ids()).containsExactly(node.authority() + "/7");
    }

    @Test
    void a_node_in_passing_trouble_is_asked_again() {
        node.answer(request -> node.requests().size() < 3 ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n" : PURGED);

        cdn().purge(HOME);

        assertThat(node.requests()).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"302 Found\r\nLocation: /elsewhere", "400 Bad", "403 Forbidden", "404 Not", "405 No"})
    void a_refusal_is_told_at_once(String status) {
        node.answer(request -> "HTTP/1.1 " + status + "\r\nPurged: url\r\nContent-Length: 0\r\n\r\n");

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn().purge(HOME));

        assertThat(thrown.status()).hasValue(Integer.parseInt(status.substring(0, 3)));
        assertThat(thrown.notPurged()).contains(HOME);
        assertThat(node.requests()).hasSize(1);
        assertThat(thrown).hasMessageContaining(node.authority()).hasMessageContaining("https://contentmax.example/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Purged: tags", "Purged: "})
    void success_in_other_words_is_none(String header) {
        node.answer(request -> "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");

        assertThatThrownBy(() -> cdn().purge(HOME))
                .isInstanceOf(CdnException.class)
                .hasMessageContaining("not that it purged")
                .hasMessageContaining("VarnishCdn.vcl()");
    }

    @Test
    void no_answer_is_told_after_all_tries() {
        node.answer(request -> "");

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn().purge(HOME));

        assertThat(thrown.status()).isEmpty();
        assertThat(thrown.notPurged()).contains(HOME);
        assertThat(thrown).hasMessageContaining("no answer").hasMessageContaining("address of the node");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void an_answer_without_an_end_has_one() {
        node.answer(request -> ScriptedServer.NEVER);

        assertThatThrownBy(() -> builder()
                        .callTimeout(Duration.ofMillis(100))
                        .tries(1)
                        .build()
                        .purge(HOME))
                .isInstanceOf(CdnException.class)
                .hasMessageContaining("no answer (TimeoutException)");
    }

    @Test
    void every_node_is_asked_though_one_fails_and_then_no_further_call_is_made() {
        node.answer(request -> "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        Purge two = Purge.urls("https://contentmax.example/a", "https://contentmax.example/b");

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> both().purge(two));

        assertThat(thrown.notPurged()).contains(two);
        assertThat(thrown).hasMessageContaining(node.authority()).hasMessageContaining("acl seaworthy_purgers");
        assertThat(thrown).hasMessageNotContaining(second.authority());
        assertThat(second.requests()).hasSize(1);
    }

    @Test
    void what_is_left_is_named_without_queries() {
        List<URI> urls = IntStream.range(0, 9)
                .mapToObj(i -> URI.create("https://contentmax.example/" + i + "?token=t0psecret"))
                .toList();
        node.answer(
                request -> request.line().contains("/2?") ? "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n" : PURGED);

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn().purge(Purge.urls(urls)));

        assertThat(thrown.notPurged()).contains(Purge.urls(urls.subList(2, 9)));
        assertThat(thrown).hasMessageContaining("and 2 more").hasMessageNotContaining("t0psecret");
    }

    @Test
    void an_interrupt_ends_it() {
        node.answer(request -> ScriptedServer.NEVER);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> cdn().purge(HOME)).isInstanceOf(CdnException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Tag("needs-varnishd")
    void a_varnish_that_passes_purges_on_to_its_origin_is_found_out(@TempDir Path folder) throws IOException {
        try (Origin origin = Origin.start();
                VarnishServer varnish = VarnishServer.start(new TestVcl(origin.port(), folder).plain())) {
            VarnishCdn cdn = VarnishCdn.builder()
                    .node("http://127.0.0.1:" + varnish.port())
                    .build();

            assertThatThrownBy(() -> cdn.purge(HOME))
                    .isInstanceOf(CdnException.class)
                    .hasMessageContaining("not that it purged");
            assertThat(origin.answers()).isPositive();
        }
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() -> VarnishCdn.builder()
                        .node("ftp://cache.example")
                        .node("http://user:s3cret@cache.example/path")
                        .tries(0)
                        .callTimeout(Duration.ZERO)
                        .httpClient(HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.ALWAYS)
                                .build())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ftp://cache.example")
                .hasMessageContaining("http://cache.example")
                .hasMessageContaining("tries")
                .hasMessageContaining("callTimeout")
                .hasMessageContaining("redirects")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> VarnishCdn.builder().build()).hasMessageContaining("address of a node");
    }

    private VarnishCdn cdn() {
        return builder().build();
    }

    private VarnishCdn both() {
        return builder().node("http://" + second.authority()).build();
    }

    private VarnishCdn.Builder builder() {
        return VarnishCdn.builder().node("http://" + node.authority()).pause(pauses::add);
    }
}
