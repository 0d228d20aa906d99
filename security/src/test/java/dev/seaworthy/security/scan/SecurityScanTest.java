package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.json.Json;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecurityScanTest {
    private final Site site = Site.plain();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_site_that_does_all_right_has_the_best_grade() throws Exception {
        ScanReport report = site.report();

        assertThat(report.grade()).contains(Grade.A_PLUS);
        assertThat(report.score()).isEqualTo(125);
        assertThat(report.findings(Severity.LOW)).isEmpty();
        assertThat(report.ratings()).hasSize(10);
    }

    @Test
    void what_is_sent_reads_alone_and_is_counted() throws Exception {
        ScanReport report = site.scan().paths("/api/a", "/api/b").build().run();

        assertThat(site.requests)
                .hasSize(report.requests())
                .hasSizeLessThanOrEqualTo(SecurityScan.MOST_REQUESTS + 2 * SecurityScan.REQUESTS_OF_PATH)
                .allMatch(request -> request.matches("(GET|HEAD|OPTIONS) .*"))
                .contains("GET /api/a", "OPTIONS /api/b", "HEAD /");
        assertThat(report.requests()).isEqualTo(5 - 1 + 9 * 3);
    }

    @Test
    void a_finding_beside_the_tests_of_the_observatory_holds_the_grade_down() throws Exception {
        site.nonce(fresh -> "dGhlIHNhbWUgZm9yIGFsbCBvZiB0aGVt");

        ScanReport report = site.report();

        assertThat(report.score()).isEqualTo(125);
        assertThat(report.grade()).contains(Grade.C);
        assertThat(report.isAtLeast(Grade.C)).isTrue();
        assertThat(report.isAtLeast(Grade.C_PLUS)).isFalse();
    }

    @Test
    void extra_credit_counts_from_ninety_on() throws Exception {
        site.without("X-Content-Type-Options");
        assertThat(site.report().score()).isEqualTo(100 - 5 + 25);

        site.set("Content-Security-Policy", "default-src 'self'; script-src 'unsafe-eval'");
        assertThat(site.report().score()).isEqualTo(100 - 5 - 10);
    }

    @Test
    void the_report_reads_well() throws Exception {
        site.without("Permissions-Policy").without("X-Content-Type-Options");

        ScanReport report = site.scan()
                .clock(() -> Instant.parse("2026-01-02T03:04:05Z"))
                .build()
                .run();

        assertThat(report.toText().lines())
                .contains(
                        "Security scan of " + site.url("/") + " at 2026-01-02T03:04:05Z",
                        "Grade A+, score 120, " + report.findings().size() + " findings",
                        "  +5  content-security-policy        csp-no-unsafe",
                        "  -5  x-content-type-options         content-type-options-not-implemented",
                        "LOW       content-type-options-not-implemented",
                        "          There is no X-Content-Type-Options",
                        "          fix:  State nosniff",
                        "NOTE      permissions-policy-missing");
    }

    @Test
    void programs_read_the_same() throws Exception {
        site.without("X-Content-Type-Options");

        ScanReport report = site.report();

        Map<?, ?> tree = Json.read(report.toJson(), Map.class);
        assertThat(tree.get("grade")).isEqualTo("A+");
        assertThat(tree.get("conclusive")).isEqualTo(true);
        assertThat(tree.get("score")).isEqualTo(120);
        assertThat(tree.get("tests"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(10)
                .contains(Map.of(
                        "test",
                        "x-content-type-options",
                        "result",
                        "content-type-options-not-implemented",
                        "modifier",
                        -5));
        assertThat(tree.get("findings"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(report.findings().size())
                .contains(Map.of(
                        "id", "content-type-options-not-implemented",
                        "severity", "LOW",
                        "what", "There is no X-Content-Type-Options",
                        "evidence", "",
                        "fix", "State nosniff"));
    }

    @Test
    void a_gate_asks_for_a_grade() throws Exception {
        assertThat(verdict(Grade.A).status()).isEqualTo(Status.PASSED);
        assertThat(verdict(Grade.A).figures()).containsEntry("grade", "A+").containsEntry("score", "125");

        site.set("Content-Security-Policy", "default-src 'self'; script-src 'unsafe-inline'");
        assertThat(verdict(Grade.B).status()).isEqualTo(Status.WARNED);
        assertThat(verdict(Grade.A).status()).isEqualTo(Status.FAILED);
        assertThat(verdict(Grade.A).sentence()).contains("has grade B+ instead of A", "csp-unsafe-inline");

        site.first(exchange -> {
            Site.answer(exchange, 503, "");
            return true;
        });
        assertThat(verdict(Grade.F).status()).isEqualTo(Status.ERROR);
        assertThat(verdict(Grade.F).sentence()).contains("status 503");
    }

    private Verdict verdict(Grade wanted) throws Exception {
        return site.scan().build().check(wanted).run();
    }

    @Test
    void what_was_sent_is_shown_escaped_cut_and_without_values() throws Exception {
        site.page("<script src='https://cdn.example/\u001b[31mred" + "x".repeat(500) + "'></script>")
                .add("Set-Cookie", "sess=topsecret; Path=/; SameSite=topsecret; topsecret");

        ScanReport report = site.report();

        assertThat(report.toText() + report.toJson())
                .contains("https://cdn.example/\\u001b[31mred", "sess; samesite=?; path")
                .doesNotContain("topsecret", "\u001b", "bm9uY2Ug");
        assertThat(report.findings()).allMatch(finding -> finding.evidence().length() < 320);
    }

    @Test
    void everything_that_is_wrong_with_a_scan_is_told_at_once() {
        assertThatThrownBy(() -> SecurityScan.of(URI.create("ftp://user:secret@example.com/"))
                        .paths("api", "//other.example/", "/a b")
                        .plainHttp(URI.create("http://other.example/"))
                        .trust(KeyStore.getInstance("PKCS12"))
                        .timeout(Duration.ZERO)
                        .deadline(Duration.ofHours(1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "the target must be",
                        "as in /api/content: api",
                        "as in /api/content: //other.example/",
                        "as in /api/content: /a b",
                        "plainHttp must be",
                        "trust must be a store that is loaded",
                        "timeout must be",
                        "deadline must be")
                .hasMessageNotContaining("secret");
    }

    @Test
    void ports_and_paths_that_no_request_can_have_are_refused() {
        assertThatThrownBy(() -> SecurityScan.of(URI.create("http://example.com:65536/"))
                        .plainHttp(URI.create("http://example.com:0/"))
                        .paths("/api/{id}", "/api/%zz")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "the target has no port from 1 to 65535",
                        "plainHttp has no port from 1 to 65535",
                        "as in /api/content: /api/{id}",
                        "as in /api/content: /api/%zz");
    }

    @Test
    void a_redirect_is_followed_on_the_host_and_port_alone() throws Exception {
        site.first(exchange -> redirect(exchange, "/", "/home"));
        assertThat(site.report().grade()).contains(Grade.A_PLUS);
        assertThat(site.requests).contains("GET /home", "HEAD /home");

        site.first(exchange -> redirect(exchange, "/", "http://169.254.169.254/latest/meta-data"));
        assertInconclusive("It leads to another host or port, http://169.254.169.254: scan that");

        try (Site other = Site.plain()) {
            String address = "http://localhost:" + other.url("/").getPort();
            site.first(exchange -> redirect(exchange, "/", address + "/"));
            assertInconclusive("It leads to another host or port, " + address + ": scan that");
            assertThat(other.requests).isEmpty();
        }

        site.first(exchange -> redirect(exchange, "/", "/"));
        assertInconclusive("It redirects more than 5 times");

        site.first(exchange -> redirect(exchange, "/", "ht!tp:// "));
        assertInconclusive("It redirects to no address");
    }

    /** Less than the minute after which an idle thread of a pool ends by itself. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void the_threads_of_a_scan_end_with_it() throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        site.first(exchange -> {
            atWork.addAndGet((int) threadsOfScans().count());
            return false;
        });

        site.report();

        assertThat(atWork).hasPositiveValue();
        List<Thread> left = threadsOfScans().toList();
        for (Thread thread : left) {
            thread.join(SOON.toMillis() / left.size());
        }
        assertThat(threadsOfScans()).isEmpty();
    }

    private static Stream<Thread> threadsOfScans() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seaworthy-scan"));
    }

    private void assertInconclusive(String reason) throws Exception {
        ScanReport report = site.report();
        assertThat(report.grade()).isEmpty();
        assertThat(report.isAtLeast(Grade.F)).isFalse();
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("inconclusive");
            assertThat(finding.what()).isEqualTo(reason);
        });
        assertThat(report.toText()).contains("No grade: inconclusive");
        assertThat(report.toJson()).contains("\"conclusive\": false").doesNotContain("\"grade\"");
    }

    private static boolean redirect(com.sun.net.httpserver.HttpExchange exchange, String from, String to)
            throws java.io.IOException {
        if (!exchange.getRequestURI().getPath().equals(from)) {
            return false;
        }
        exchange.getResponseHeaders().set("Location", to);
        Site.answer(exchange, 302, "");
        return true;
    }
}
