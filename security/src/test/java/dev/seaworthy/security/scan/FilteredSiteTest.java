package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our own filter sends stands the scan: on Jetty, over TLS, on its error pages too. */
class FilteredSiteTest {
    @TempDir
    private Path folder;

    private Server server;

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    static Stream<SecurityHeaders> presets() {
        ContentSecurityPolicy strict = ContentSecurityPolicy.htmlPage().toBuilder()
                .defaultSrc(Source.NONE)
                .scriptSrc(Source.NONCE, Source.STRICT_DYNAMIC)
                .build();
        return Stream.of(
                SecurityHeaders.owasp().toBuilder()
                        .contentSecurityPolicy(strict)
                        .build(),
                SecurityHeaders.htmlPage());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void has_the_best_grade_and_no_finding_above_a_note(SecurityHeaders headers) throws Exception {
        Keys keys = Keys.ofLocalhost(folder);
        URI url = start(
                keys, new SecurityFilter(HttpSecurity.builder().headers(headers).build()));

        ScanReport report =
                SecurityScan.of(url).trust(keys.trust()).paths("/api").build().run();

        assertThat(report.findings(Severity.LOW)).as(report.toText()).isEmpty();
        assertThat(report.grade()).contains(Grade.A_PLUS);
    }

    private URI start(Keys keys, SecurityFilter filter) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(keys.context());
        server = new Server();
        ServerConnector connector = new ServerConnector(
                server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
        connector.setHost("localhost");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Home()), "");
        server.setHandler(context);
        server.start();
        return URI.create("https://localhost:" + connector.getLocalPort() + "/");
    }

    private static final class Home extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html");
            response.getWriter()
                    .write("<title>Home</title><script nonce=\"" + request.getAttribute(SecurityFilter.NONCE)
                            + "\">start()</script>");
        }
    }
}
