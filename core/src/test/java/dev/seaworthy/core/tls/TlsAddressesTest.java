package dev.seaworthy.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host of several addresses, each with a server of its own. */
@Timeout(30)
class TlsAddressesTest {
    private static final String ONE = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";

    private static TestCertificate root;
    private static TestCertificate renewed;
    private static TestCertificate forgotten;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void issue() {
        Instant now = Instant.now();
        root = TestCertificate.named("Test Root").authority().selfSigned();
        renewed = TestCertificate.named("app.example").host("app.example").issuedBy(root);
        forgotten = TestCertificate.named("app.example")
                .host("app.example")
                .valid(now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(1)))
                .issuedBy(root);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void finds_a_certificate_that_was_renewed_at_the_first_address_alone() throws Exception {
        int port = serve(ONE, 0, renewed).port();
        serve(OTHER, port, forgotten);

        TlsReport report = inspect(port, ONE, OTHER).build().run();

        assertThat(ids(report)).containsExactly("FAILURE expired");
        assertThat(report.findings().get(0).sentence()).startsWith("At 127.0.0.2: The certificate of CN=app.example");
        assertThat(report.address()).contains(ONE);
        assertThat(report.expiresAt())
                .contains(forgotten.certificate().getNotAfter().toInstant());
    }

    @Test
    void says_once_what_holds_for_all_addresses() throws Exception {
        int port = serve(ONE, 0, forgotten).port();
        serve(OTHER, port, forgotten);

        TlsReport report = inspect(port, ONE, OTHER).certificatesOnly().build().run();

        assertThat(ids(report)).containsExactly("FAILURE expired");
        assertThat(report.findings().get(0).sentence()).startsWith("The certificate of CN=app.example");
    }

    @Test
    void asks_for_versions_at_the_first_address_alone_and_for_certificates_at_each() throws Exception {
        TestServer first = serve(ONE, 0, renewed);
        TestServer second = serve(OTHER, first.port(), renewed);

        TlsReport report = inspect(first.port(), ONE, OTHER).build().run();

        assertThat(report.findings()).isEmpty();
        assertThat(first.connections()).isGreaterThan(5);
        assertThat(second.connections()).isEqualTo(1);
    }

    @Test
    void asks_four_addresses_and_says_how_many_there_are() throws Exception {
        TestServer server = serve(ONE, 0, renewed);

        TlsReport report = inspect(server.port(), Collections.nCopies(6, ONE).toArray(String[]::new))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("INFO addresses-left-out");
        assertThat(report.findings().get(0).sentence()).isEqualTo("Only 4 of the 6 addresses were asked");
        assertThat(server.connections()).isEqualTo(4);
    }

    private static TlsInspection.Builder inspect(int port, String... addresses) {
        return TlsInspection.of("app.example")
                .port(port)
                .resolver(host -> inet(addresses))
                .trust(root.certificate());
    }

    private static InetAddress[] inet(String... addresses) throws UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    private TestServer serve(String address, int port, TestCertificate own) throws UnknownHostException {
        TestServer server =
                new TestServer(new InetSocketAddress(InetAddress.getByName(address), port), parameters -> {}, own);
        open.add(server);
        return server;
    }

    private static List<String> ids(TlsReport report) {
        return report.findings().stream()
                .map(finding -> finding.level() + " " + finding.id())
                .toList();
    }
}
