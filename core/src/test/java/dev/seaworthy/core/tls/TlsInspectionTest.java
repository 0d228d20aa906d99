package dev.seaworthy.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.tls.TlsFinding.Level;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TlsInspectionTest {
    private static final Instant NOW = Instant.now();
    private static final String SERVER_PURPOSE = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_PURPOSE = "1.3.6.1.5.5.7.3.2";

    private static TestCertificate root;
    private static TestCertificate intermediate;
    private static TestCertificate leaf;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void issue() {
        root = TestCertificate.named("Test Root")
                .authority()
                .valid(days(-900), days(900))
                .selfSigned();
        intermediate = TestCertificate.named("Test Intermediate").authority().issuedBy(root);
        leaf = leaf().host("app.example").issuedBy(intermediate);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void finds_nothing_about_a_server_that_is_well() {
        TestServer server = serve(leaf, intermediate);

        TlsReport report = inspect("app.example", server).build().run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.worst()).isEmpty();
        assertThat(report.protocols())
                .containsExactly(
                        Map.entry(TlsProtocol.SSL_3_0, TlsSupport.REFUSED),
                        Map.entry(TlsProtocol.TLS_1_0, TlsSupport.REFUSED),
                        Map.entry(TlsProtocol.TLS_1_1, TlsSupport.REFUSED),
                        Map.entry(TlsProtocol.TLS_1_2, TlsSupport.ACCEPTED),
                        Map.entry(TlsProtocol.TLS_1_3, TlsSupport.ACCEPTED));
        assertThat(report.negotiated().orElseThrow()).startsWith("TLSv1.3 TLS_");
        assertThat(report.application()).contains("h2");
        assertThat(report.address()).contains("127.0.0.1");
        assertThat(report.text()).contains("TLS of app.example port " + server.port(), "TLSv1.3", "expires ");
    }

    @Test
    void tells_what_each_certificate_says() {
        TlsReport report = inspect("app.example", serve(leaf, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(report.certificates()).hasSize(2);
        TlsCertificate own = report.certificates().get(0);
        assertThat(own.subject()).isEqualTo("CN=app.example");
        assertThat(own.issuer()).isEqualTo("CN=Test Intermediate");
        assertThat(own.names()).containsExactly("app.example");
        assertThat(own.keyAlgorithm()).isEqualTo("EC");
        assertThat(own.keyBits()).isEqualTo(256);
        assertThat(own.signature()).isEqualTo("SHA256withECDSA");
        assertThat(own.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(own.serial()).isEqualTo(leaf.certificate().getSerialNumber().toString(16));
        assertThat(report.expiresAt()).contains(leaf.certificate().getNotAfter().toInstant());
        assertThat(report.expiresIn(() -> own.notAfter().minusSeconds(5))).contains(Duration.ofSeconds(5));
        assertThat(report.expiresIn(() -> own.notAfter().plusSeconds(5))).contains(Duration.ofSeconds(-5));
    }

    @Test
    void asks_for_the_certificates_alone_in_one_connection() {
        TestServer server = serve(leaf, intermediate);

        TlsReport report =
                inspect("app.example", server).certificatesOnly().build().run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.protocols().values()).containsOnly(TlsSupport.UNKNOWN);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void finds_a_certificate_that_has_expired() {
        TestCertificate expired =
                leaf().host("app.example").valid(days(-90), days(-1)).issuedBy(intermediate);

        TlsReport report = inspect("app.example", serve(expired, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE expired");
        assertThat(report.findings().get(0).sentence())
                .contains(
                        "CN=app.example",
                        "" + expired.certificate().getNotAfter().toInstant());
    }

    @Test
    void finds_an_intermediate_certificate_that_has_expired() {
        TestCertificate old = TestCertificate.named("Old")
                .authority()
                .valid(days(-90), days(-1))
                .issuedBy(root);
        TestCertificate fresh = leaf().host("app.example").issuedBy(old);

        TlsReport report = inspect("app.example", serve(fresh, old))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE expired");
        assertThat(report.findings().get(0).sentence()).contains("CN=Old");
    }

    @Test
    void finds_a_certificate_that_is_not_valid_yet() {
        TestCertificate early =
                leaf().host("app.example").valid(days(1), days(90)).issuedBy(intermediate);

        TlsReport report = inspect("app.example", serve(early, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE not-yet-valid");
    }

    @ParameterizedTest
    @CsvSource({"10,14,true", "14,14,true", "15,14,false", "10,7,false", "10,0,false", "40,45,true"})
    void finds_a_certificate_with_too_few_days_left(int left, int minimum, boolean isFound) {
        TestCertificate soon = leaf().host("app.example")
                .valid(days(-300), days(left).minusSeconds(60))
                .issuedBy(intermediate);

        TlsReport report = inspect("app.example", serve(soon, intermediate))
                .minimumDaysLeft(minimum)
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).isEqualTo(isFound ? List.of("FAILURE expires-soon") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"3,false", "1,true"})
    void wants_a_third_of_the_life_of_a_certificate_that_lives_for_days(int left, boolean isFound) {
        TestCertificate brief =
                leaf().host("app.example").valid(days(left - 6), days(left)).issuedBy(intermediate);

        TlsReport report = inspect("app.example", serve(brief, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(report.has("expires-soon")).isEqualTo(isFound);
    }

    @Test
    void judges_by_the_clock_that_it_is_given() {
        TlsReport report = inspect("app.example", serve(leaf, intermediate))
                .clock(() -> days(365))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE expired", "FAILURE expired");
    }

    @ParameterizedTest
    @CsvSource({
        "app.example,app.example,true",
        "APP.example.,app.EXAMPLE,true",
        "app.example,*.example,false",
        "www.app.example,*.app.example,true",
        "a.b.app.example,*.app.example,false",
        "app.example,*.app.example,false",
        "www.app.example,w*.app.example,false",
        "www.app.example,*,false",
        "other.example,app.example,false",
        "bücher.example,xn--bcher-kva.example,true",
        "xn--bcher-kva.example,xn--bcher-kva.example,true",
        "127.0.0.1,127.0.0.1,false",
    })
    void compares_the_host_with_the_names_of_the_certificate(String host, String name, boolean isRight) {
        TestCertificate named = leaf().host(name).issuedBy(intermediate);

        TlsReport report = inspect(host, serve(named, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).isEqualTo(isRight ? List.of() : List.of("FAILURE host-mismatch"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1,true",
        "127.0.0.1,127.0.0.2,false",
        "::1,0:0:0:0:0:0:0:1,true",
        "[::1],::1,true",
        "2001:db8::a,2001:db8::b,false",
        "app.example,127.0.0.1,false",
    })
    void compares_an_address_with_the_addresses_of_the_certificate(String host, String address, boolean isRight) {
        TestCertificate named = leaf().address(address).issuedBy(intermediate);

        TlsReport report = inspect(host, serve(named, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).isEqualTo(isRight ? List.of() : List.of("FAILURE host-mismatch"));
    }

    @Test
    void does_not_take_a_common_name_for_the_host() {
        TestCertificate old = leaf().issuedBy(intermediate);

        TlsReport report = inspect("app.example", serve(old, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE host-mismatch");
        assertThat(report.findings().get(0).sentence()).contains("no alternative name");
    }

    @Test
    void finds_a_certificate_that_is_signed_by_itself_unless_it_is_trusted() {
        TestCertificate own = leaf().host("app.example").selfSigned();
        TestServer server = serve(own);

        TlsReport distrusting =
                inspect("app.example", server).certificatesOnly().build().run();
        TlsReport trusting = inspect("app.example", server)
                .trust(own.certificate())
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(distrusting)).containsExactly("FAILURE self-signed");
        assertThat(trusting.findings()).isEmpty();
    }

    @Test
    void finds_that_the_intermediate_certificate_is_missing() {
        TlsReport report =
                inspect("app.example", serve(leaf)).certificatesOnly().build().run();

        assertThat(ids(report)).containsExactly("FAILURE chain-incomplete");
        assertThat(report.findings().get(0).sentence()).contains("CN=app.example", "CN=Test Intermediate");
    }

    @Test
    void finds_a_root_that_is_not_trusted() {
        TestCertificate stranger = TestCertificate.named("Stranger").authority().selfSigned();
        TestCertificate issued = leaf().host("app.example").issuedBy(stranger);

        TlsReport report = inspect("app.example", serve(issued, stranger))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE untrusted-root");
    }

    @Test
    void takes_a_root_of_the_same_name_but_another_key_for_a_stranger() {
        TestCertificate impostor =
                TestCertificate.named("Test Root").authority().selfSigned();
        TestCertificate issued = leaf().host("app.example").issuedBy(impostor);

        TlsReport report = inspect("app.example", serve(issued, impostor))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE untrusted-root");
    }

    @Test
    void takes_a_root_that_is_sent_along() {
        assertThat(inspect("app.example", serve(leaf, intermediate, root))
                        .certificatesOnly()
                        .build()
                        .run()
                        .findings())
                .isEmpty();
    }

    @Test
    void finds_certificates_in_the_wrong_order() {
        TestCertificate lower = TestCertificate.named("Lower").authority().issuedBy(intermediate);
        TestCertificate own = leaf().host("app.example").issuedBy(lower);

        TlsReport report = inspect("app.example", serve(own, intermediate, lower))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("WARNING chain-order");
    }

    @Test
    void finds_certificates_that_have_nothing_to_do_with_it() {
        TestCertificate stranger = TestCertificate.named("Stranger").authority().selfSigned();

        TlsReport report = inspect("app.example", serve(leaf, intermediate, stranger))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("WARNING chain-unrelated");
        assertThat(report.findings().get(0).sentence()).startsWith("1 of the certificates");
    }

    @Test
    void takes_the_way_to_a_trusted_root_when_a_certificate_is_signed_across() {
        KeyPair keys = TestCertificate.keys("EC", 256);
        TestCertificate oldRoot = TestCertificate.named("Old Root").authority().selfSigned();
        TestCertificate newRoot = TestCertificate.named("New Root")
                .authority()
                .keys(keys)
                .valid(days(-1), days(900))
                .selfSigned();
        TestCertificate across = TestCertificate.named("New Root")
                .authority()
                .keys(keys)
                .valid(days(-90), days(-1))
                .issuedBy(oldRoot);
        TestCertificate own = leaf().host("app.example").issuedBy(newRoot);

        TlsReport report = inspect("app.example", serve(own, across))
                .trust(newRoot.certificate())
                .certificatesOnly()
                .build()
                .run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.expiresAt()).contains(own.certificate().getNotAfter().toInstant());
    }

    @ParameterizedTest
    @CsvSource({"false,WARNING expired", "true,FAILURE expired"})
    void finds_that_what_is_trusted_has_expired(boolean isSent, String found) {
        TestCertificate old = TestCertificate.named("Old Root")
                .authority()
                .valid(days(-900), days(-1))
                .selfSigned();
        TestCertificate own = leaf().host("app.example").issuedBy(old);

        TlsReport report = inspect("app.example", isSent ? serve(own, old) : serve(own))
                .trust(old.certificate())
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly(found);
        assertThat(report.findings().get(0).sentence()).contains("CN=Old Root", "expired at");
        assertThat(report.expiresAt()).contains(old.certificate().getNotAfter().toInstant());
    }

    @Test
    void says_once_that_a_certificate_has_expired_that_is_trusted_itself() {
        TestCertificate own =
                leaf().host("app.example").valid(days(-90), days(-1)).selfSigned();

        TlsReport report = inspect("app.example", serve(own))
                .trust(own.certificate())
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE expired");
    }

    @Test
    void finds_that_what_is_trusted_expires_soon() {
        TestCertificate old = TestCertificate.named("Old Root")
                .authority()
                .valid(days(-900), days(3))
                .selfSigned();
        TestCertificate own = leaf().host("app.example").issuedBy(old);

        TlsReport report = inspect("app.example", serve(own))
                .trust(old.certificate())
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("WARNING expires-soon");
        assertThat(report.expiresAt()).contains(old.certificate().getNotAfter().toInstant());
    }

    @Test
    void takes_the_one_that_lasts_of_two_that_are_trusted_with_the_same_key() {
        KeyPair keys = TestCertificate.keys("EC", 256);
        TestCertificate old = TestCertificate.named("Renewed Root")
                .authority()
                .keys(keys)
                .valid(days(-900), days(-1))
                .selfSigned();
        TestCertificate renewedRoot =
                TestCertificate.named("Renewed Root").authority().keys(keys).selfSigned();
        TestCertificate own = leaf().host("app.example").issuedBy(old);

        TlsReport report = inspect("app.example", serve(own))
                .trust(old.certificate(), renewedRoot.certificate())
                .certificatesOnly()
                .build()
                .run();

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void goes_back_from_a_certificate_signed_across_that_leads_to_nothing_trusted() {
        KeyPair keys = TestCertificate.keys("EC", 256);
        TestCertificate stranger = TestCertificate.named("Stranger").authority().selfSigned();
        TestCertificate across =
                TestCertificate.named("Across").authority().keys(keys).issuedBy(stranger);
        TestCertificate trusted =
                TestCertificate.named("Across").authority().keys(keys).issuedBy(intermediate);
        TestCertificate own = leaf().host("app.example").issuedBy(trusted);

        TlsReport report = inspect("app.example", serve(own, across, stranger, trusted, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void takes_the_way_whose_certificates_are_valid_of_two_that_lead_to_what_is_trusted() {
        KeyPair keys = TestCertificate.keys("EC", 256);
        TestCertificate old = TestCertificate.named("Across")
                .authority()
                .keys(keys)
                .valid(days(-90), days(-1))
                .issuedBy(root);
        TestCertificate fresh =
                TestCertificate.named("Across").authority().keys(keys).issuedBy(intermediate);
        TestCertificate own = leaf().host("app.example").issuedBy(fresh);

        TlsReport report = inspect("app.example", serve(own, old, fresh, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void finds_a_certificate_that_was_issued_by_one_that_may_not() {
        TestCertificate noAuthority = TestCertificate.named("No Authority").issuedBy(root);
        TestCertificate own = leaf().host("app.example").issuedBy(noAuthority);

        TlsReport report = inspect("app.example", serve(own, noAuthority))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE chain-invalid");
        assertThat(report.findings().get(0).sentence()).contains("NOT_CA_CERT");
    }

    @Test
    void finds_that_too_even_if_all_have_expired() {
        TestCertificate old = TestCertificate.named("Old")
                .authority()
                .valid(days(-90), days(-1))
                .issuedBy(root);
        TestCertificate noAuthority =
                TestCertificate.named("No Authority").valid(days(-90), days(-1)).issuedBy(old);
        TestCertificate own =
                leaf().host("app.example").valid(days(-90), days(-1)).issuedBy(noAuthority);

        TlsReport report = inspect("app.example", serve(own, noAuthority, old))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report))
                .containsExactlyInAnyOrder(
                        "FAILURE chain-invalid", "FAILURE expired", "FAILURE expired", "FAILURE expired");
    }

    @Test
    void does_not_judge_the_signature_of_a_root_even_if_that_is_not_trusted() {
        TestCertificate old = TestCertificate.named("Old Root")
                .authority()
                .keys(TestCertificate.keys("RSA", 2_048))
                .signature("SHA1withRSA")
                .selfSigned();
        TestCertificate own = leaf().host("app.example").issuedBy(old);

        TlsReport report = inspect("app.example", serve(own, old))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE untrusted-root");
    }

    @ParameterizedTest
    @CsvSource({CLIENT_PURPOSE + ",true", SERVER_PURPOSE + ",false", "2.5.29.37.0,false"})
    void finds_a_certificate_that_is_not_for_servers(String purpose, boolean isFound) {
        TestCertificate own = leaf().host("app.example").purpose(purpose).issuedBy(intermediate);

        TlsReport report = inspect("app.example", serve(own, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).isEqualTo(isFound ? List.of("FAILURE not-for-servers") : List.of());
    }

    @Test
    void finds_a_key_that_is_too_short() {
        TestCertificate weak = leaf().host("app.example")
                .keys(TestCertificate.keys("RSA", 1_024))
                .issuedBy(intermediate);

        TlsReport report = inspect("app.example", serve(weak, intermediate))
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE weak-key");
        assertThat(report.findings().get(0).sentence()).contains("RSA of 1024 bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "MD5withRSA"})
    void finds_a_signature_that_can_be_forged_but_not_that_of_a_root(String algorithm) {
        TestCertificate old = TestCertificate.named("Old Root")
                .authority()
                .keys(TestCertificate.keys("RSA", 2_048))
                .signature(algorithm)
                .selfSigned();
        TestCertificate weak = leaf().host("app.example").signature(algorithm).issuedBy(old);
        TestCertificate strong = leaf().host("app.example").issuedBy(old);

        TlsReport bad = inspect("app.example", serve(weak, old))
                .trust(old.certificate())
                .certificatesOnly()
                .build()
                .run();
        TlsReport good = inspect("app.example", serve(strong, old))
                .trust(old.certificate())
                .certificatesOnly()
                .build()
                .run();

        assertThat(ids(bad)).containsExactly("FAILURE weak-signature");
        assertThat(bad.findings().get(0).sentence()).contains(algorithm);
        assertThat(good.findings()).isEmpty();
    }

    @Test
    void finds_that_the_newest_version_is_not_accepted() {
        TestServer server = serve(parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}), leaf, intermediate);

        TlsReport report = inspect("app.example", server).build().run();

        assertThat(ids(report)).containsExactly("WARNING no-tls-1.3");
        assertThat(report.protocols()).containsEntry(TlsProtocol.TLS_1_3, TlsSupport.REFUSED);
    }

    @Test
    void wants_nothing_but_the_newest_version() {
        TestServer server = serve(parameters -> parameters.setProtocols(new String[] {"TLSv1.3"}), leaf, intermediate);

        TlsReport report = inspect("app.example", server)
                .oldestProtocol(TlsProtocol.TLS_1_3)
                .build()
                .run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.protocols()).containsEntry(TlsProtocol.TLS_1_2, TlsSupport.REFUSED);
    }

    @Test
    void finds_a_version_that_is_older_than_what_may_be() {
        TlsReport report = inspect("app.example", serve(leaf, intermediate))
                .oldestProtocol(TlsProtocol.TLS_1_3)
                .build()
                .run();

        assertThat(ids(report)).containsExactly("FAILURE old-protocol");
        assertThat(report.findings().get(0).sentence()).isEqualTo("TLS 1.2 is accepted");
    }

    @Test
    void finds_that_no_authenticated_encryption_is_accepted() {
        TestServer server = serve(
                parameters -> {
                    parameters.setProtocols(new String[] {"TLSv1.2"});
                    parameters.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
                },
                leaf,
                intermediate);

        assertThat(ids(inspect("app.example", server).build().run()))
                .containsExactly("WARNING no-tls-1.3", "WARNING cbc-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void says_that_a_certificate_of_the_client_is_asked_for(String protocol) {
        TestServer server = serve(
                parameters -> {
                    parameters.setProtocols(new String[] {protocol});
                    parameters.setNeedClientAuth(true);
                },
                leaf,
                intermediate);

        TlsReport report =
                inspect("app.example", server).certificatesOnly().build().run();

        assertThat(ids(report)).containsExactly("INFO client-certificate");
        assertThat(report.certificates()).hasSize(2);
    }

    @Test
    void says_that_http_2_is_not_offered() {
        TestServer server =
                serve(parameters -> parameters.setApplicationProtocols(new String[] {"http/1.1"}), leaf, intermediate);

        TlsReport report =
                inspect("app.example", server).certificatesOnly().build().run();

        assertThat(ids(report)).containsExactly("INFO no-http-2");
        assertThat(report.isSound()).isTrue();
        assertThat(report.application()).contains("http/1.1");
    }

    @Test
    void sends_the_name_of_the_host_unless_it_is_told_another_or_the_host_is_an_address() throws Exception {
        TestServer server = serve(leaf, intermediate);

        inspect("app.example", server).certificatesOnly().build().run();
        inspect("app.example", server)
                .sni("blue.example")
                .certificatesOnly()
                .build()
                .run();
        inspect("127.0.0.1", server).certificatesOnly().build().run();

        dev.seaworthy.testkit.Condition.await(
                "three handshakes", () -> server.serverNames().size() == 3);
        assertThat(server.serverNames().get(0)).contains("app.example");
        assertThat(server.serverNames().get(1)).contains("blue.example");
        assertThat(server.serverNames().get(2)).isEqualTo("[]");
    }

    @Test
    void trusts_what_is_in_a_store_and_by_default_what_this_jvm_trusts() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", root.certificate());
        TestServer server = serve(leaf, intermediate);

        TlsReport trusting = TlsInspection.of("app.example")
                .port(server.port())
                .address(InetAddress.getLoopbackAddress())
                .trust(store)
                .certificatesOnly()
                .build()
                .run();
        TlsReport byDefault = TlsInspection.of("app.example")
                .port(server.port())
                .address(InetAddress.getLoopbackAddress())
                .certificatesOnly()
                .build()
                .run();

        assertThat(trusting.findings()).isEmpty();
        assertThat(ids(byDefault)).containsExactly("FAILURE chain-incomplete");
    }

    @Test
    void makes_the_names_of_a_hostile_certificate_printable() {
        TestCertificate hostile = TestCertificate.named("evil\r\nINFO all is well\u202e" + "x".repeat(1_000))
                .host("evil\u001b[2J.example")
                .selfSigned();

        TlsReport report = inspect("app.example", serve(hostile))
                .certificatesOnly()
                .build()
                .run();

        assertThat(report.text().lines()).hasSize(2 + 1 + report.findings().size());
        assertThat(report.toString() + report.text()).doesNotContain("\u001b", "\u202e", "\r");
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.sentence()).hasSizeLessThan(600));
    }

    @Test
    void refuses_a_declaration_with_all_its_problems() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsInspection.of("https://app.example")
                        .port(0)
                        .sni("10.0.0.1")
                        .timeout(Duration.ZERO)
                        .deadline(Duration.ofHours(1))
                        .minimumDaysLeft(-1)
                        .trust()
                        .build())
                .withMessageContainingAll("host", "port", "sni", "timeout", "deadline", "minimumDaysLeft", "trust");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "app.example:443", "-a.example", "[::1]:443", "1.2.3", "a..b", "ex\u0000ample"})
    void refuses_what_is_no_host(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsInspection.of(host).build())
                .withMessageContaining("host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stra\u00dfe.example",
                "STRA\u1e9eE.example",
                "\u03c3\u03c2.example",
                "a\u200db.example",
                "a\u200cb.example"
            })
    void refuses_a_name_that_means_another_by_the_older_rules(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsInspection.of(host).build())
                .withMessageContainingAll("host", "write it as xn--");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsInspection.of("app.example").sni(host).build())
                .withMessageContainingAll("sni", "write it as xn--");
    }

    @Test
    void puts_the_worst_first() {
        TestCertificate own =
                leaf().valid(days(-90), days(-1)).host("app.example").issuedBy(intermediate);
        TestServer server = serve(
                parameters -> {
                    parameters.setProtocols(new String[] {"TLSv1.2"});
                    parameters.setApplicationProtocols(new String[0]);
                },
                own,
                intermediate);

        TlsReport report = inspect("app.example", server).build().run();

        assertThat(ids(report)).containsExactly("FAILURE expired", "WARNING no-tls-1.3", "INFO no-http-2");
        assertThat(report.worst()).contains(Level.FAILURE);
        assertThat(report.isSound()).isFalse();
    }

    private static TestCertificate.Builder leaf() {
        return TestCertificate.named("app.example");
    }

    private static Instant days(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private static List<String> ids(TlsReport report) {
        return report.findings().stream()
                .map(finding -> finding.level() + " " + finding.id())
                .toList();
    }

    private static TlsInspection.Builder inspect(String host, TestServer server) {
        return TlsInspection.of(host)
                .port(server.port())
                .address(InetAddress.getLoopbackAddress())
                .trust(root.certificate());
    }

    private TestServer serve(TestCertificate own, TestCertificate... further) {
        return serve(parameters -> {}, own, further);
    }

    private TestServer serve(Consumer<SSLParameters> settings, TestCertificate own, TestCertificate... further) {
        TestServer server = new TestServer(settings, own, further);
        open.add(server);
        return server;
    }
}
