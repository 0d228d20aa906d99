package dev.seaworthy.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does is in the report, and soon. */
@Timeout(30)
class TlsFaultsTest {
    private static final byte[] HELLO_HEAD = {22, 3, 3, 0, 100};

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void says_when_nobody_listens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        TlsReport report = at(port).build().run();

        assertThat(ids(report)).containsExactly("UNKNOWN unreachable");
        assertThat(report.findings().get(0).sentence()).isEqualTo("app.example takes no connection on port " + port);
        assertThat(report.address()).isEmpty();
        assertThat(report.isSound()).isFalse();
        assertThat(report.protocols()).hasSize(5).containsValue(TlsSupport.UNKNOWN);
    }

    @Test
    void says_when_a_name_has_no_address() {
        TlsReport report = TlsInspection.of("app.example")
                .resolver(host -> {
                    throw new UnknownHostException(host);
                })
                .build()
                .run();

        assertThat(ids(report)).containsExactly("UNKNOWN unknown-host");
    }

    @Test
    void waits_for_the_address_of_a_name_no_longer_than_it_may() {
        CountDownLatch end = new CountDownLatch(1);
        open.add(end::countDown);

        TlsReport report = TlsInspection.of("app.example")
                .timeout(Duration.ofMillis(100))
                .resolver(host -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new InetAddress[0];
                })
                .build()
                .run();

        assertThat(ids(report)).containsExactly("UNKNOWN unknown-host");
        assertThat(report.findings().get(0).sentence()).contains("could not be looked up in time");
    }

    @Test
    void survives_a_resolver_that_knows_no_address_at_all() {
        TlsReport report = TlsInspection.of("app.example")
                .resolver(host -> new InetAddress[0])
                .build()
                .run();

        assertThat(ids(report)).containsExactly("UNKNOWN unreachable");
    }

    @Test
    void goes_to_the_next_address_when_one_takes_no_connection() throws Exception {
        Scripted server = serve((socket, end) ->
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        TlsReport report = TlsInspection.of("app.example")
                .port(server.port())
                .resolver(host ->
                        new InetAddress[] {InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")})
                .build()
                .run();

        assertThat(report.address()).contains("127.0.0.1");
        assertThat(ids(report)).containsExactly("FAILURE not-tls", "INFO address-unreachable");
        assertThat(report.findings().get(1).sentence()).startsWith("127.0.0.2 takes no connection");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void says_that_a_server_speaks_plain_http(boolean isCertificatesOnly) throws Exception {
        Scripted server = serve((socket, end) -> {
            socket.getInputStream().read();
            socket.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });

        TlsReport report = isCertificatesOnly
                ? at(server.port()).certificatesOnly().build().run()
                : at(server.port()).build().run();

        assertThat(ids(report)).containsExactly("FAILURE not-tls");
        assertThat(report.findings().get(0).sentence()).isEqualTo("The server answers in plain HTTP");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void says_that_a_server_speaks_something_else() throws Exception {
        Scripted server = serve((socket, end) -> {
            socket.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            end.await();
        });

        TlsReport report = at(server.port()).build().run();

        assertThat(ids(report)).containsExactly("FAILURE not-tls");
        assertThat(report.findings().get(0).sentence()).isEqualTo("The server speaks no TLS");
    }

    @Test
    void gives_up_on_a_server_that_hangs_after_one_try() throws Exception {
        Scripted server = serve((socket, end) -> end.await());

        TlsReport report =
                at(server.port()).timeout(Duration.ofMillis(200)).build().run();

        assertThat(ids(report)).containsExactly("UNKNOWN silent");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void gives_up_on_a_handshake_that_drips() throws Exception {
        Scripted server = serve((socket, end) -> {
            socket.getOutputStream().write(HELLO_HEAD);
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write(0);
            }
        });

        TlsReport report =
                at(server.port()).timeout(Duration.ofMillis(300)).build().run();

        assertThat(ids(report)).containsExactly("UNKNOWN silent");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void says_that_a_server_ends_every_handshake(boolean isReset) throws Exception {
        Scripted server = serve((socket, end) -> {
            socket.getInputStream().read();
            socket.setSoLinger(isReset, 0);
        });

        TlsReport report = at(server.port()).build().run();

        assertThat(ids(report)).contains("FAILURE handshake-refused");
        assertThat(report.findings().get(0).sentence()).contains("by ending the connection");
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void repeats_the_alert_of_a_server_that_does_not_know_the_name() throws Exception {
        Scripted server = serve((socket, end) -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 112});
            socket.getOutputStream().flush();
            end.await(200, TimeUnit.MILLISECONDS);
        });

        TlsReport report = at(server.port()).build().run();

        assertThat(report.findings().get(0).sentence())
                .isEqualTo("The server refuses a handshake with the alert 112, because it knows no such name");
    }

    @Test
    void tells_of_what_was_not_answered_when_the_deadline_comes_first() throws Exception {
        TestCertificate own =
                TestCertificate.named("app.example").host("app.example").selfSigned();
        AtomicLong late = new AtomicLong();
        try (TestServer good = new TestServer(parameters -> {}, own)) {
            Scripted tired = serve(new Forwarding(
                    good.port(), 1, () -> late.set(Duration.ofHours(1).toNanos())));

            TlsReport report = at(tired.port())
                    .trust(own.certificate())
                    .nanos(() -> System.nanoTime() + late.get())
                    .build()
                    .run();

            assertThat(ids(report)).containsExactly("UNKNOWN not-found-out");
            assertThat(report.findings().get(0).sentence()).contains("TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3");
            assertThat(report.certificates()).hasSize(1);
            assertThat(tired.connections()).isEqualTo(2);
        }
    }

    @Test
    void tells_of_an_address_for_which_there_was_no_time() throws Exception {
        TestCertificate own =
                TestCertificate.named("app.example").host("app.example").selfSigned();
        AtomicLong late = new AtomicLong();
        try (TestServer good = new TestServer(parameters -> {}, own)) {
            Scripted tired = serve(new Forwarding(
                    good.port(), 1, () -> late.set(Duration.ofHours(1).toNanos())));

            TlsReport report = TlsInspection.of("app.example")
                    .port(tired.port())
                    .resolver(host ->
                            new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2")})
                    .trust(own.certificate())
                    .nanos(() -> System.nanoTime() + late.get())
                    .build()
                    .run();

            assertThat(ids(report)).containsExactly("UNKNOWN not-found-out", "UNKNOWN not-found-out");
            assertThat(report.text()).contains("There was no time to ask for the certificates at 127.0.0.2");
        }
    }

    @Test
    void takes_no_end_of_a_connection_for_a_refusal_where_what_a_handshake_got_is_ended_too() throws Exception {
        TestCertificate own =
                TestCertificate.named("app.example").host("app.example").selfSigned();
        try (TestServer good = new TestServer(parameters -> {}, own)) {
            Scripted guarded = serve(new Forwarding(good.port(), 1, () -> {}));

            TlsReport report =
                    at(guarded.port()).trust(own.certificate()).build().run();

            assertThat(report.negotiated().orElseThrow()).startsWith("TLSv1.3");
            assertThat(report.protocols().values()).containsOnly(TlsSupport.UNKNOWN);
            assertThat(ids(report)).containsExactly("UNKNOWN not-found-out");
            assertThat(report.findings().get(0).sentence()).contains("TLS 1.0", "TLS 1.3", "RC4", "3DES");
        }
    }

    @Test
    void takes_the_end_of_a_connection_for_a_refusal_where_what_a_handshake_got_is_accepted() throws Exception {
        TestCertificate own =
                TestCertificate.named("app.example").host("app.example").selfSigned();
        try (TestServer good = new TestServer(parameters -> {}, own)) {
            AtomicInteger turns = new AtomicInteger();
            Forwarding passing = new Forwarding(good.port(), Integer.MAX_VALUE, () -> {});
            Scripted curt = serve((socket, end) -> {
                int turn = turns.getAndIncrement();
                if (turn == 0 || turn > 3) {
                    passing.serve(socket, end);
                }
            });

            TlsReport report = at(curt.port()).trust(own.certificate()).build().run();

            assertThat(report.findings()).isEmpty();
            assertThat(report.protocols())
                    .containsEntry(TlsProtocol.TLS_1_1, TlsSupport.REFUSED)
                    .containsEntry(TlsProtocol.TLS_1_2, TlsSupport.ACCEPTED);
        }
    }

    @Test
    void wants_the_version_that_a_handshake_got_to_be_accepted_and_no_other() throws Exception {
        TestCertificate own =
                TestCertificate.named("app.example").host("app.example").selfSigned();
        try (TestServer good = new TestServer(parameters -> {}, own)) {
            AtomicInteger turns = new AtomicInteger();
            Forwarding passing = new Forwarding(good.port(), Integer.MAX_VALUE, () -> {});
            Scripted partial = serve((socket, end) -> {
                int turn = turns.getAndIncrement();
                if (turn == 0 || turn == 4) {
                    passing.serve(socket, end);
                }
            });

            TlsReport report =
                    at(partial.port()).trust(own.certificate()).build().run();

            assertThat(report.protocols())
                    .containsEntry(TlsProtocol.TLS_1_0, TlsSupport.UNKNOWN)
                    .containsEntry(TlsProtocol.TLS_1_2, TlsSupport.ACCEPTED)
                    .containsEntry(TlsProtocol.TLS_1_3, TlsSupport.UNKNOWN);
        }
    }

    @Test
    void asks_no_more_than_it_has_begun_when_its_thread_is_interrupted() throws Exception {
        TestCertificate own =
                TestCertificate.named("app.example").host("app.example").selfSigned();
        try (TestServer good = new TestServer(parameters -> {}, own)) {
            TlsReport report = Aside.call(() -> {
                        Thread.currentThread().interrupt();
                        TlsReport found =
                                at(good.port()).trust(own.certificate()).build().run();
                        assertThat(Thread.currentThread().isInterrupted()).isTrue();
                        return found;
                    })
                    .get();

            assertThat(ids(report)).containsExactly("UNKNOWN not-found-out");
            assertThat(good.connections()).isEqualTo(1);
        }
    }

    @Test
    void does_not_believe_a_server_that_chooses_what_was_not_offered() throws Exception {
        byte[] hello = HexFormat.of().parseHex("160303002a" + "02000026" + "0303" + "ab".repeat(32) + "00c02f00");
        Scripted server = serve((socket, end) -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(hello);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        });

        TlsReport report = at(server.port()).build().run();

        assertThat(ids(report)).containsExactly("FAILURE no-certificate", "WARNING no-tls-1.3");
        assertThat(report.protocols()).containsEntry(TlsProtocol.TLS_1_2, TlsSupport.ACCEPTED);
    }

    @Test
    void leaves_no_thread_and_no_connection_behind() throws Exception {
        AtomicReference<Integer> last = new AtomicReference<>();
        Scripted server = serve((socket, end) -> {
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read();
            }
            last.set(read);
        });

        at(server.port()).timeout(Duration.ofMillis(200)).build().run();

        Condition.await("the end of the connection", () -> Integer.valueOf(-1).equals(last.get()));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("seaworthy-tls"));
    }

    /** Passes so many connections on, and ends the next one after something has happened. */
    private static final class Forwarding implements Scripted.Turn {
        private final int port;
        private final Runnable then;
        private int left;

        Forwarding(int port, int connections, Runnable then) {
            this.port = port;
            this.then = then;
            left = connections;
        }

        @Override
        public void serve(Socket socket, CountDownLatch end) throws Exception {
            if (!isPassedOn()) {
                then.run();
                return;
            }
            try (Socket other = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Aside.call(() -> other.getInputStream().transferTo(socket.getOutputStream()));
                socket.getInputStream().transferTo(other.getOutputStream());
            }
        }

        private synchronized boolean isPassedOn() {
            return left-- > 0;
        }
    }

    private static TlsInspection.Builder at(int port) {
        return TlsInspection.of("app.example").port(port).address(InetAddress.getLoopbackAddress());
    }

    private Scripted serve(Scripted.Turn turn) throws IOException {
        Scripted server = new Scripted(turn);
        open.add(server);
        return server;
    }

    private static List<String> ids(TlsReport report) {
        return report.findings().stream()
                .map(finding -> finding.level() + " " + finding.id())
                .toList();
    }
}
