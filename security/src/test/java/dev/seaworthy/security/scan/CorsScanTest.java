package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsScanTest {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final Site site = Site.plain();

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://scan-[0-9a-f]{16}\\.example                  | cors-attacker",
                "null                                                 | cors-null",
                "http://localhost\\..*                                | cors-prefix",
                "http://evillocalhost:\\d+                            | cors-suffix",
                "http://localhost_\\..*                               | cors-underscore",
                "http://localhost`\\..*                               | cors-backtick",
            })
    void each_hostile_origin_that_is_let_in_with_credentials_is_critical(String origins, String id) throws Exception {
        allow(origin -> origin.matches(origins), true);

        ScanReport report = site.report();

        assertThat(report.findings(Severity.CRITICAL))
                .filteredOn(finding -> !finding.id().equals("cors-universal-access"))
                .extracting("id")
                .containsExactly(id);
        assertThat(report.grade()).contains(Grade.F);
    }

    @Test
    void a_subdomain_is_medium() throws Exception {
        allow(origin -> origin.matches("http://scan-[0-9a-f]+\\.localhost:\\d+"), true);

        assertThat(site.report().findings(Severity.MEDIUM)).extracting("id").containsExactly("cors-subdomain");
    }

    @Test
    void without_credentials_less_is_lost() throws Exception {
        allow(origin -> true, false);

        ScanReport report = site.report();

        assertThat(report.findings(Severity.MEDIUM)).isEmpty();
        assertThat(report.findings(Severity.LOW)).extracting("id").contains("cors-attacker", "cors-null");
        assertThat(report.ratings()).contains(Rating.CORS_RESTRICTED_ACCESS);
    }

    @Test
    void whoever_reflects_all_with_credentials_is_rated_so() throws Exception {
        allow(origin -> true, true);

        assertThat(site.report().ratings()).contains(Rating.CORS_UNIVERSAL_ACCESS);
    }

    @Test
    void a_list_of_exact_origins_is_well() throws Exception {
        allow(site.url("").toString()::equals, true);

        ScanReport report = site.report();

        assertThat(report.grade()).contains(Grade.A_PLUS);
        assertThat(report.findings(Severity.LOW)).isEmpty();
    }

    @Test
    void an_answer_that_depends_on_the_origin_says_so() throws Exception {
        site.first(exchange -> {
            if (site.url("").toString().equals(origin(exchange))) {
                exchange.getResponseHeaders().set(ALLOW_ORIGIN, origin(exchange));
            }
            return false;
        });
        assertThat(site.report().findings(Severity.MEDIUM)).extracting("id").containsExactly("cors-vary");

        site.set("Vary", "Accept-Encoding, origin");
        assertThat(site.report().has("cors-vary")).isFalse();
    }

    @Test
    void one_fixed_origin_needs_no_vary() throws Exception {
        site.set(ALLOW_ORIGIN, "https://app.example");

        assertThat(site.report().has("cors-vary")).isFalse();
    }

    @Test
    void any_origin_is_told_and_with_credentials_found() throws Exception {
        site.set(ALLOW_ORIGIN, "*");
        ScanReport open = site.report();
        assertThat(open.ratings()).contains(Rating.CORS_PUBLIC_ACCESS);
        assertThat(open.findings(Severity.LOW)).isEmpty();
        assertThat(open.has("cors-any")).isTrue();

        site.set("Access-Control-Allow-Credentials", "true");
        assertThat(site.report().findings(Severity.MEDIUM))
                .extracting("id")
                .containsExactly("cors-any-with-credentials");
    }

    @Test
    void a_preflight_of_any_site_is_found() throws Exception {
        site.first(exchange -> {
            if (!exchange.getRequestMethod().equals("OPTIONS")) {
                return false;
            }
            exchange.getResponseHeaders().set(ALLOW_ORIGIN, origin(exchange));
            exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
            exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "GET, delete");
            Site.answer(exchange, 204, "");
            return true;
        });

        assertThat(site.report().findings(Severity.CRITICAL)).extracting("id").containsExactly("cors-preflight");
    }

    @Test
    void further_paths_are_asked_too() throws Exception {
        site.first(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/api/content")) {
                allow(exchange, origin -> origin.equals("null"), true);
            }
            return false;
        });
        assertThat(site.report().grade()).contains(Grade.A_PLUS);

        ScanReport report = site.scan().paths("/api/content").build().run();

        assertThat(report.findings(Severity.CRITICAL)).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("cors-null");
            assertThat(finding.evidence()).isEqualTo("/api/content with Origin: null");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 429, 503})
    void whoever_turns_all_origins_away_has_no_grade_that_is_not_earned(int status) throws Exception {
        turnAway(origin -> true, status);

        ScanReport report = site.report();

        assertThat(report.grade()).contains(Grade.A);
        assertThat(report.findings())
                .filteredOn(finding -> finding.id().equals("unanswered"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).startsWith("9 requests");
                    assertThat(finding.evidence()).contains("/ from any site: status " + status);
                });
    }

    @Test
    void whoever_refuses_foreign_origins_alone_has_answered() throws Exception {
        turnAway(origin -> !origin.equals(site.url("").toString()), 403);

        ScanReport report = site.scan().paths("/api").build().run();

        assertThat(report.has("unanswered")).isFalse();
        assertThat(report.grade()).contains(Grade.A_PLUS);
    }

    @Test
    void a_limit_that_is_reached_on_the_way_is_no_answer() throws Exception {
        AtomicInteger left = new AtomicInteger(8);
        site.first(exchange -> {
            if (left.getAndDecrement() > 0) {
                return false;
            }
            Site.answer(exchange, 403, "");
            return true;
        });

        assertThat(site.report().has("unanswered")).isTrue();
    }

    @Test
    void what_asks_for_an_account_has_answered_and_what_nobody_may_see_has_not() throws Exception {
        site.first(exchange -> account(exchange, 401));
        assertThat(site.scan().paths("/api").build().run().has("unanswered")).isFalse();

        site.first(exchange -> account(exchange, 403));
        assertThat(site.scan().paths("/api").build().run().has("unanswered")).isTrue();
    }

    private static boolean account(HttpExchange exchange, int status) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/api")) {
            return false;
        }
        Site.answer(exchange, status, "");
        return true;
    }

    private void turnAway(Predicate<String> origins, int status) {
        site.first(exchange -> {
            if (origin(exchange).isEmpty() || !origins.test(origin(exchange))) {
                return false;
            }
            exchange.getResponseHeaders().set("Location", "/wait");
            Site.answer(exchange, status, "");
            return true;
        });
    }

    private void allow(Predicate<String> origins, boolean withCredentials) {
        site.first(exchange -> {
            allow(exchange, origins, withCredentials);
            return false;
        });
    }

    private static void allow(HttpExchange exchange, Predicate<String> origins, boolean withCredentials)
            throws IOException {
        String origin = origin(exchange);
        exchange.getResponseHeaders().set("Vary", "Origin");
        if (!origin.isEmpty() && origins.test(origin)) {
            exchange.getResponseHeaders().set(ALLOW_ORIGIN, origin);
            if (withCredentials) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
            }
        }
    }

    private static String origin(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return origin == null ? "" : origin;
    }
}
