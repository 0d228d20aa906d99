package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportScanTest {
    private static final String HSTS = "Strict-Transport-Security";

    @TempDir
    private static Path folder;

    private static Keys keys;

    private final Site plain = Site.plain();
    private Site site;

    @BeforeAll
    static void make() throws Exception {
        keys = Keys.ofLocalhost(folder);
    }

    @BeforeEach
    void start() {
        site = Site.secure(keys);
    }

    @AfterEach
    void close() {
        site.close();
        plain.close();
    }

    @Test
    void a_site_that_does_all_right_over_tls_has_the_best_grade() throws Exception {
        ScanReport report = scan().build().run();

        assertThat(report.grade()).contains(Grade.A_PLUS);
        assertThat(report.findings(Severity.LOW)).isEmpty();
        assertThat(report.ratings())
                .contains(Rating.HSTS_MAX_AGE_AT_LEAST_SIX_MONTHS, Rating.REDIRECTION_NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                     | HSTS_NOT_IMPLEMENTED",
                "max-age=15552000                     | HSTS_MAX_AGE_AT_LEAST_SIX_MONTHS",
                "Max-Age=\"31536000\"; preload        | HSTS_MAX_AGE_AT_LEAST_SIX_MONTHS",
                "max-age=15551999; includeSubDomains  | HSTS_MAX_AGE_LESS_THAN_SIX_MONTHS",
                "includeSubDomains                    | HSTS_HEADER_INVALID",
                "max-age=soon                         | HSTS_HEADER_INVALID",
                "max-age=63072000, max-age=63072000   | HSTS_HEADER_INVALID",
            })
    void hsts_is_rated_as_the_observatory_does(String value, Rating rating) throws Exception {
        site.without(HSTS);
        if (value != null) {
            site.set(HSTS, value);
        }

        assertThat(scan().build().run().ratings()).contains(rating);
    }

    @Test
    void hsts_that_comes_twice_is_invalid() throws Exception {
        site.add(HSTS, "max-age=63072000; includeSubDomains");

        assertThat(scan().build().run().ratings()).contains(Rating.HSTS_HEADER_INVALID);
    }

    @Test
    void a_cookie_that_is_not_secure_is_protected_by_hsts() throws Exception {
        site.set("Set-Cookie", "sess=b; HttpOnly; SameSite=Lax");

        assertThat(scan().build().run().ratings())
                .contains(Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "default-src 'self'; script-src 'self' http://cdn.example | CSP_INSECURE_SCHEME",
                "default-src 'self'; img-src http://cdn.example           | CSP_INSECURE_SCHEME_IN_PASSIVE_CONTENT_ONLY",
            })
    void a_policy_over_tls_names_no_plain_http(String policy, Rating rating) throws Exception {
        site.set("Content-Security-Policy", policy);

        assertThat(scan().build().run().ratings()).contains(rating);
    }

    @Test
    void the_plain_twin_of_an_origin_is_asked() throws Exception {
        String twin = site.url("").toString().replace("https", "http");
        site.first(exchange -> {
            if (twin.equals(exchange.getRequestHeaders().getFirst("Origin"))) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Origin", twin);
                exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
                exchange.getResponseHeaders().set("Vary", "Origin");
            }
            return false;
        });

        assertThat(scan().build().run().findings(Severity.MEDIUM))
                .extracting("id")
                .containsExactly("cors-plain-twin");
    }

    @Test
    void a_certificate_that_is_not_trusted_leaves_no_grade_and_tells_why() throws Exception {
        ScanReport report = site.report();

        assertThat(report.grade()).isEmpty();
        assertThat(report.findings()).extracting("id").contains("inconclusive", "tls-self-signed");
    }

    @Test
    void a_certificate_that_ends_soon_holds_the_grade_down() throws Exception {
        ScanReport report = scan().clock(() -> Instant.now().plus(Duration.ofDays(80)))
                .build()
                .run();

        assertThat(report.findings(Severity.HIGH)).extracting("id").containsExactly("tls-expires-soon");
        assertThat(report.grade()).contains(Grade.C);
    }

    @Test
    void plain_http_must_lead_to_https() throws Exception {
        plain.first(exchange -> redirect(exchange, site.url("/").toString()));
        assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_TO_HTTPS);

        plain.first(exchange -> redirect(exchange, "https://www.example/"));
        assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_OFF_HOST_FROM_HTTP);

        plain.first(exchange -> redirect(exchange, "http://www.example/"));
        assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_NOT_TO_HTTPS);

        plain.first(exchange -> redirect(
                exchange,
                exchange.getRequestURI().getPath().equals("/")
                        ? "/home"
                        : site.url("/").toString()));
        assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_NOT_TO_HTTPS_ON_INITIAL_REDIRECTION);

        plain.first(exchange -> redirect(exchange, "/again"));
        assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_NOT_TO_HTTPS);
    }

    @Test
    void plain_http_that_answers_by_itself_is_found_and_none_is_well() throws Exception {
        assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_MISSING);

        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(scanFrom(URI.create("http://localhost:" + free + "/")).ratings())
                .contains(Rating.REDIRECTION_NOT_NEEDED_NO_HTTP);
    }

    @Test
    void plain_http_is_followed_on_the_host_alone() throws Exception {
        try (Site other = Site.plain()) {
            String elsewhere = other.url("/").toString().replace("localhost", "127.0.0.1");
            plain.first(exchange -> redirect(exchange, elsewhere));

            assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_NOT_TO_HTTPS);
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void plain_http_is_followed_on_its_port_alone() throws Exception {
        try (Site other = Site.plain()) {
            plain.first(exchange -> redirect(exchange, other.url("/").toString()));

            assertThat(scanFrom(plain.url("/")).ratings()).contains(Rating.REDIRECTION_NOT_TO_HTTPS);
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void a_cookie_that_plain_http_sets_on_the_way_counts() throws Exception {
        plain.set("Set-Cookie", "sess=b; HttpOnly")
                .first(exchange -> redirect(exchange, site.url("/").toString()));

        assertThat(scanFrom(plain.url("/")).ratings())
                .contains(Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS);
    }

    @Test
    void a_redirect_down_to_plain_http_is_found() throws Exception {
        site.first(exchange -> redirect(exchange, plain.url("/").toString()));

        ScanReport report = scan().build().run();

        assertThat(report.ratings()).contains(Rating.REDIRECTION_NOT_TO_HTTPS);
    }

    private ScanReport scanFrom(URI address) throws InterruptedException {
        return scan().plainHttp(address).build().run();
    }

    private SecurityScan.Builder scan() {
        return site.scan().trust(keys.trust());
    }

    private static boolean redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        Site.answer(exchange, 301, "");
        return true;
    }
}
