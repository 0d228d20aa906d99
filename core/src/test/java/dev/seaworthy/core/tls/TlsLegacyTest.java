package dev.seaworthy.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What this JVM itself has disabled is found all the same. */
@Timeout(60)
class TlsLegacyTest {
    private static LegacyServers servers;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        servers = new LegacyServers(
                folder,
                List.of(
                        "SSLv3/SSL_RSA_WITH_RC4_128_SHA",
                        "TLSv1,TLSv1.1,TLSv1.2/TLS_RSA_WITH_AES_128_CBC_SHA,SSL_RSA_WITH_3DES_EDE_CBC_SHA",
                        "TLSv1.2/TLS_DH_anon_WITH_AES_128_GCM_SHA256",
                        "TLSv1/SSL_RSA_EXPORT_WITH_RC4_40_MD5,SSL_RSA_WITH_DES_CBC_SHA",
                        "TLSv1.2/TLS_RSA_WITH_NULL_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void finds_ssl_3_and_rc4_and_reads_the_certificate_without_a_handshake() {
        TlsReport report = inspect(0);

        assertThat(accepted(report)).containsExactly(TlsProtocol.SSL_3_0);
        assertThat(ids(report))
                .contains("FAILURE old-protocol", "FAILURE weak-cipher-rc4", "WARNING handshake-incomplete")
                .contains("FAILURE self-signed");
        assertThat(report.certificates())
                .singleElement()
                .extracting(TlsCertificate::subject)
                .isEqualTo("CN=legacy.example");
        assertThat(report.negotiated()).isEmpty();
        assertThat(sentence(report, "weak-cipher-rc4")).contains("TLS_RSA_WITH_RC4_128_SHA");
    }

    @Test
    void finds_old_versions_triple_des_and_the_want_of_forward_secrecy() {
        TlsReport report = inspect(1);

        assertThat(accepted(report)).containsExactly(TlsProtocol.TLS_1_0, TlsProtocol.TLS_1_1, TlsProtocol.TLS_1_2);
        assertThat(report.findings().stream().filter(finding -> finding.id().equals("old-protocol")))
                .extracting(TlsFinding::sentence)
                .containsExactly("TLS 1.0 is accepted", "TLS 1.1 is accepted");
        assertThat(ids(report))
                .contains(
                        "WARNING weak-cipher-triple-des",
                        "WARNING weak-cipher-no-forward-secrecy",
                        "WARNING cbc-only",
                        "WARNING no-tls-1.3")
                .doesNotContain("FAILURE weak-cipher-rc4", "FAILURE weak-cipher-null", "FAILURE weak-cipher-des");
    }

    @Test
    void finds_a_server_without_a_certificate() {
        TlsReport report = inspect(2);

        assertThat(ids(report)).contains("FAILURE no-certificate", "FAILURE weak-cipher-anonymous");
        assertThat(report.certificates()).isEmpty();
        assertThat(report.expiresAt()).isEmpty();
    }

    @Test
    void finds_keys_for_export_and_des() {
        TlsReport report = inspect(3);

        assertThat(accepted(report)).containsExactly(TlsProtocol.TLS_1_0);
        assertThat(ids(report)).contains("FAILURE weak-cipher-export", "FAILURE weak-cipher-des");
    }

    @Test
    void finds_suites_without_encryption_beside_good_ones() {
        TlsReport report = inspect(4);

        assertThat(ids(report))
                .containsExactlyInAnyOrder("FAILURE self-signed", "FAILURE weak-cipher-null", "WARNING no-tls-1.3");
        assertThat(report.negotiated()).contains("TLSv1.2 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    }

    @Test
    void lets_pass_an_old_version_that_is_declared() {
        TlsReport report =
                inspection(1).oldestProtocol(TlsProtocol.TLS_1_1).build().run();

        assertThat(sentence(report, "old-protocol")).isEqualTo("TLS 1.0 is accepted");
        assertThat(ids(report).stream().filter("FAILURE old-protocol"::equals)).hasSize(1);
    }

    private static TlsReport inspect(int server) {
        return inspection(server).build().run();
    }

    private static TlsInspection.Builder inspection(int server) {
        return TlsInspection.of("legacy.example").port(servers.port(server)).address(InetAddress.getLoopbackAddress());
    }

    private static List<TlsProtocol> accepted(TlsReport report) {
        return report.protocols().keySet().stream()
                .filter(each -> report.protocols().get(each) == TlsSupport.ACCEPTED)
                .toList();
    }

    private static List<String> ids(TlsReport report) {
        return report.findings().stream()
                .map(finding -> finding.level() + " " + finding.id())
                .toList();
    }

    private static String sentence(TlsReport report, String id) {
        return report.findings().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow()
                .sentence();
    }
}
