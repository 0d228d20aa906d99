package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the other side does, a scan ends, and says in one finding why it has no grade. */
@Timeout(60)
class HostileServerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    private static final byte[] CHUNK = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);

    @Test
    void nobody_is_there() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(scan(URI.create("http://localhost:" + port + "/")))
                .isEqualTo("It gives no answer: no connection, as it is refused or out of reach");
    }

    @Test
    void a_name_that_is_nobodys() throws Exception {
        assertThat(scan(URI.create("http://nobody.invalid/")))
                .isEqualTo("It gives no answer: the name of its host is unknown");
    }

    @Test
    void a_server_that_says_nothing() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer((out, socket) -> awaitEnd(end))) {
            assertThat(scan(server.url())).isEqualTo("It gives no answer: no whole answer within PT1S");
        } finally {
            end.countDown();
        }
    }

    @Test
    void a_server_that_closes() throws Exception {
        try (RawServer server = RawServer.saying("")) {
            assertThat(scan(server.url())).isEqualTo("It gives no answer: the connection was closed");
        }
    }

    @Test
    void a_server_that_talks_nonsense() throws Exception {
        try (RawServer server = RawServer.saying("\u0007\u001b[2J garbage\r\n\r\n")) {
            assertThat(scan(server.url())).startsWith("It gives no answer: ").matches("[ -~]*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK\r\nSet-Cookie: sid=SECRETVALUE\u0001x\r\n\r\n", "HTTP/1.1 SECRETVALUE\r\n\r\n"})
    void what_it_sent_is_not_quoted_where_it_makes_no_sense(String said) throws Exception {
        try (RawServer server = RawServer.saying(said)) {
            assertThat(scan(server.url())).isEqualTo("It gives no answer: no valid HTTP");
        }
    }

    @Test
    void what_it_sent_is_not_quoted_among_what_is_unanswered() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (RawServer server = new RawServer((out, socket) -> {
            String more = count.getAndIncrement() == 0 ? "" : "Set-Cookie: sid=SECRETVALUE\u0001x\r\n";
            out.write((OK + more + "Content-Length: 2\r\nConnection: close\r\n\r\nhi")
                    .getBytes(StandardCharsets.US_ASCII));
        })) {
            ScanReport report = SecurityScan.of(server.url()).build().run();

            assertThat(report.has("unanswered")).isTrue();
            assertThat(report.toText() + report.toJson())
                    .contains("no valid HTTP")
                    .doesNotContain("SECRETVALUE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:99999/", "https://localhost:0/", "http://localhost:65536/"})
    void a_redirect_to_a_port_that_is_none(String location) throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n")) {
            assertThat(scan(server.url())).isEqualTo("It redirects to no address");
        }
    }

    @Test
    void a_policy_of_made_up_words_makes_no_report_without_bound() throws Exception {
        String words =
                IntStream.range(0, 20_000).mapToObj(i -> "'made" + i + "'").collect(Collectors.joining(" "));
        try (RawServer server = RawServer.saying(OK + "Content-Security-Policy: script-src " + words
                + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")) {
            ScanReport report = SecurityScan.of(server.url()).build().run();

            assertThat(report.findings()).hasSize(101);
            assertThat(report.has("csp-audited-in-part")).isTrue();
            assertThat(report.has("csp-not-implemented")).isFalse();
            assertThat(report.findings().get(100).what()).matches("And \\d+ more findings, none of them worse");
        }
    }

    @Test
    void a_body_without_an_end_is_read_to_a_bound() throws Exception {
        try (RawServer server = new RawServer((out, socket) -> {
            out.write(
                    (OK + "\r\n<script src='https://cdn.example/a.js'></script>").getBytes(StandardCharsets.US_ASCII));
            while (!socket.isClosed()) {
                out.write(CHUNK);
            }
        })) {
            ScanReport report = SecurityScan.of(server.url()).build().run();

            assertThat(report.grade()).isPresent();
            assertThat(report.has("sri-not-implemented-but-secure")).isTrue();
        }
    }

    @Test
    void a_body_that_drips_is_cut_off_by_time() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer((out, socket) -> {
            out.write((OK + "Content-Length: 100\r\n\r\nfirst").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            awaitEnd(end);
        })) {
            assertThat(scan(server.url())).isEqualTo("It gives no answer: no whole answer within PT1S");
        } finally {
            end.countDown();
        }
    }

    @Test
    void a_head_without_an_end_is_cut_off() throws Exception {
        try (RawServer server = new RawServer((out, socket) -> {
            out.write(OK.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; !socket.isClosed(); i++) {
                out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertThat(scan(server.url())).startsWith("It gives no answer: ");
        }
    }

    @Test
    void a_server_that_answers_once_alone_leaves_much_unknown() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (RawServer server = new RawServer((out, socket) -> {
            if (count.getAndIncrement() == 0) {
                out.write(
                        (OK + "Content-Length: 2\r\nConnection: close\r\n\r\nhi").getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            ScanReport report = SecurityScan.of(server.url()).build().run();

            assertThat(report.grade()).isPresent();
            assertThat(report.findings())
                    .filteredOn(finding -> finding.id().equals("unanswered"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.what()).startsWith("12 requests"));
        }
    }

    @Test
    void all_together_end_at_the_deadline() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        try (RawServer server = new RawServer((out, socket) -> {
            if (count.getAndIncrement() > 0) {
                awaitEnd(end);
            }
            out.write((OK + "Content-Length: 2\r\nConnection: close\r\n\r\nhi").getBytes(StandardCharsets.US_ASCII));
        })) {
            long start = System.nanoTime();
            ScanReport report = SecurityScan.of(server.url())
                    .timeout(Duration.ofSeconds(1))
                    .deadline(Duration.ofSeconds(3))
                    .build()
                    .run();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(report.has("unanswered")).isTrue();
            assertThat(report.requests()).isLessThan(8);
        } finally {
            end.countDown();
        }
    }

    @Test
    void a_thread_that_is_interrupted_ends() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (RawServer server = new RawServer((out, socket) -> {
            asked.countDown();
            awaitEnd(end);
        })) {
            Thread thread = new Thread(() -> {
                try {
                    SecurityScan.of(server.url())
                            .timeout(Duration.ofMinutes(5))
                            .build()
                            .run();
                } catch (InterruptedException e) {
                    thrown.set(e);
                }
            });
            thread.start();
            asked.await();
            thread.interrupt();
            thread.join();

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        } finally {
            end.countDown();
        }
    }

    private static String scan(URI url) throws InterruptedException {
        ScanReport report = SecurityScan.of(url)
                .timeout(Duration.ofSeconds(1))
                .deadline(Duration.ofSeconds(5))
                .build()
                .run();
        assertThat(report.grade()).isEmpty();
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0).what();
    }

    private static void awaitEnd(CountDownLatch end) throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
