package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.examples.contentmax.local.LocalCertificate;
import dev.seaworthy.examples.contentmax.local.LocalRouter;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import dev.seaworthy.monitoring.health.HealthCheck;
import dev.seaworthy.monitoring.health.Probes;
import dev.seaworthy.security.csp.report.ViolationGroup;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import dev.seaworthy.testkit.Condition;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ContentMax's page and API as Chromium takes them: over TLS, at their own names, beside a page of somebody else. */
@Tag("needs-chromium")
@Tag("endurance")
class PageInBrowserTest {
    private static final AtomicInteger DELETIONS = new AtomicInteger();
    private static final ViolationReports REPORTS = ViolationReports.builder().build();
    private static final Closing CLOSING = new Closing();

    @TempDir
    private static Path profile;

    private static Browser browser;
    private static Settings settings;
    private static URI foreignPage;

    @BeforeAll
    static void start() throws Exception {
        RunFolder folder = CLOSING.keep(RunFolder.open());
        Ground ground = Ground.lay(
                Path.of(""),
                folder,
                CLOSING,
                new Steps(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
        settings = ground.settings();
        HealthCheck health = CLOSING.keep(HealthCheck.builder()
                .critical("database", Probes.jdbc(ground.database()))
                .build());
        WebServer web = CLOSING.keep(WebServer.start(new SecurityFilter(security()), health, ground.catalogue()));
        LocalRouter router = CLOSING.keep(LocalRouter.to(() -> web.uri("/"), LocalCertificate.create(folder)));
        foreignPage = foreignPage();
        browser = CLOSING.keep(Browser.start(
                profile,
                router.port(),
                settings.appUrl().getHost(),
                settings.apiUrl().getHost()));
    }

    @AfterAll
    static void stop() {
        CLOSING.close();
    }

    /** ContentMax's own, and three paths that tell what reached them. */
    private static HttpSecurity security() {
        return Protection.security(settings, () -> false, REPORTS)
                .endpoint(
                        "/api/cookies",
                        request -> Answer.json(200, request.line("Cookie").orElse("none")))
                .endpoint("/api/limited", request -> Answer.json(429, "later").with("Retry-After", "7"))
                .endpoint("/api/deletions", request -> {
                    if (request.method().equals("DELETE")) {
                        DELETIONS.incrementAndGet();
                    }
                    return Answer.json(200, "deleted");
                })
                .build();
    }

    /** A page without any policy, on another origin of this machine. */
    private static URI foreignPage() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                exchange.getResponseBody().write("<!doctype html><title>Evil</title>".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        CLOSING.keep(() -> server.stop(0));
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @BeforeEach
    void forget() {
        REPORTS.drain();
    }

    @Test
    void the_script_with_the_nonce_runs_and_reads_the_api_of_its_own_origin() throws Exception {
        browser.open(settings.appUrl().resolve("/"));

        assertThat(browser.run("""
                        new Promise(done => {
                          const content = document.getElementById("content");
                          const look = () => content.textContent && done(content.textContent);
                          new MutationObserver(look).observe(content, {childList: true});
                          look();
                        })
                        """)).contains("published");
        slipIn();
        awaitReport("script-src-elem");
        assertThat(REPORTS.groups())
                .as("reports come in turn, so the page alone has none")
                .hasSize(1);
    }

    @Test
    void a_script_that_somebody_slipped_into_the_page_is_blocked_and_reported() throws Exception {
        browser.open(settings.appUrl().resolve("/"));

        assertThat(slipIn()).isEqualTo("undefined");
        awaitReport("script-src-elem");
    }

    /** What a script that is slipped into the page has done. */
    private static String slipIn() throws Exception {
        return browser.run("""
                const slipped = document.createElement("script");
                slipped.textContent = "window.stolen = 'by a script'";
                document.body.append(slipped);
                String(window.stolen)
                """);
    }

    @Test
    void an_event_handler_that_somebody_slipped_into_the_page_is_blocked_and_reported() throws Exception {
        browser.open(settings.appUrl().resolve("/"));

        assertThat(browser.run("""
                        document.body.insertAdjacentHTML("beforeend", `<a id=trap onclick="window.stolen = 'by a click'">`);
                        trap.click();
                        String(window.stolen)
                        """)).isEqualTo("undefined");
        awaitReport("script-src-attr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"omit", "include"})
    void a_page_of_another_origin_reads_nothing(String credentials) throws Exception {
        browser.open(foreignPage);

        assertThat(fetch("/api/content", "{mode: 'no-cors', credentials: '" + credentials + "'}"))
                .as("the API is there")
                .startsWith("opaque");
        assertThat(fetch("/api/content", "{credentials: '" + credentials + "'}"))
                .isEqualTo("refused");
        assertThat(fetch("/api/limited", "{credentials: '" + credentials + "'}"))
                .isEqualTo("refused");
    }

    @Test
    void a_page_of_another_origin_deletes_nothing() throws Exception {
        browser.open(foreignPage);

        assertThat(fetch("/api/deletions", "{method: 'DELETE'}")).isEqualTo("refused");
        assertThat(DELETIONS).hasValue(0);
    }

    @Test
    void the_page_reads_the_api_on_another_origin_with_its_cookies() throws Exception {
        browser.open(settings.appUrl().resolve("/"));
        browser.run("document.cookie = 'session=of-the-test; domain=' + location.host + '; secure; samesite=lax'");

        assertThat(fetch("/api/cookies", "{credentials: 'include'}")).isEqualTo("cors 200 session=of-the-test");
        assertThat(fetch("/api/cookies", "{credentials: 'omit'}")).isEqualTo("cors 200 none");
    }

    @ParameterizedTest
    @CsvSource({"/api/limited, 429", "/api/absent, 404"})
    void the_page_reads_why_the_api_refuses(String path, int status) throws Exception {
        browser.open(settings.appUrl().resolve("/"));

        assertThat(fetch(path, "{credentials: 'include'}")).startsWith("cors " + status);
    }

    @Test
    void the_page_deletes_after_a_preflight() throws Exception {
        browser.open(settings.appUrl().resolve("/"));

        assertThat(fetch("/api/deletions", "{method: 'DELETE', headers: {Authorization: 'Bearer of-the-test'}}"))
                .isEqualTo("cors 200 deleted");
        assertThat(DELETIONS.getAndSet(0)).isOne();
    }

    private static String fetch(String path, String options) throws Exception {
        return browser.run("""
                fetch("%s", %s).then(
                    answer => answer.text().then(text => `${answer.type} ${answer.status} ${text}`),
                    () => "refused")
                """.formatted(settings.apiUrl().resolve(path), options));
    }

    private static void awaitReport(String directive) throws Exception {
        Condition.await("a report of " + directive, () -> !REPORTS.groups().isEmpty());
        assertThat(REPORTS.groups())
                .extracting(ViolationGroup::directive, ViolationGroup::blocked, ViolationGroup::documentPath)
                .containsExactly(tuple(directive, "inline", "/"));
    }
}
