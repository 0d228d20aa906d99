package dev.seaworthy.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same against a server that is not of the JDK: {@code openssl s_server}. */
@Tag("needs-openssl")
@Timeout(60)
class OpenSslTest {
    private final TestCertificate own = TestCertificate.named("app.example")
            .host("app.example")
            .keys(TestCertificate.keys("RSA", 2_048))
            .selfSigned();
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void finds_nothing_about_a_server_that_is_well() throws Exception {
        TlsReport report = inspect("-min_protocol", "TLSv1.2", "-cipher", "ECDHE+AESGCM", "-alpn", "h2");

        assertThat(report.findings()).isEmpty();
        assertThat(report.application()).contains("h2");
        assertThat(report.negotiated().orElseThrow()).startsWith("TLSv1.3");
    }

    @Test
    void finds_old_versions_and_suites_without_encryption_or_certificate() throws Exception {
        TlsReport report =
                inspect("-min_protocol", "TLSv1", "-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0", "-alpn", "h2");

        assertThat(ids(report))
                .containsExactly(
                        "FAILURE old-protocol",
                        "FAILURE old-protocol",
                        "FAILURE weak-cipher-null",
                        "FAILURE weak-cipher-anonymous",
                        "WARNING weak-cipher-no-forward-secrecy");
        assertThat(report.protocols())
                .containsEntry(TlsProtocol.SSL_3_0, TlsSupport.REFUSED)
                .containsEntry(TlsProtocol.TLS_1_0, TlsSupport.ACCEPTED)
                .containsEntry(TlsProtocol.TLS_1_1, TlsSupport.ACCEPTED)
                .containsEntry(TlsProtocol.TLS_1_3, TlsSupport.ACCEPTED);
    }

    @Test
    void takes_a_retry_request_for_tls_1_3() throws Exception {
        TlsReport report = inspect("-tls1_3", "-curves", "P-384", "-alpn", "h2");

        assertThat(report.findings()).isEmpty();
        assertThat(report.protocols()).containsEntry(TlsProtocol.TLS_1_3, TlsSupport.ACCEPTED);
    }

    @Test
    void reads_the_certificate_of_a_server_with_old_versions_alone() throws Exception {
        TlsReport report = inspect("-tls1", "-cipher", "ALL:@SECLEVEL=0");

        assertThat(ids(report)).contains("FAILURE old-protocol", "WARNING handshake-incomplete", "WARNING no-tls-1.3");
        assertThat(report.certificates()).extracting(TlsCertificate::subject).containsExactly("CN=app.example");
    }

    private TlsReport inspect(String... options) throws Exception {
        int port = start(options);
        return TlsInspection.of("app.example")
                .port(port)
                .address(InetAddress.getLoopbackAddress())
                .trust(own.certificate())
                .build()
                .run();
    }

    private int start(String... options) throws Exception {
        Path pem = Files.writeString(folder.resolve("own.pem"), own.pem());
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                "openssl", "s_server", "-accept", "127.0.0.1:" + port, "-cert", pem + "", "-key", pem + "", "-quiet"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        processes.add(process);
        Condition.await("openssl " + String.join(" ", options), () -> isOpen(process, port));
        return port;
    }

    private static boolean isOpen(Process process, int port) {
        assertThat(process.isAlive()).isTrue();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> ids(TlsReport report) {
        return report.findings().stream()
                .map(finding -> finding.level() + " " + finding.id())
                .toList();
    }
}
