package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of the headers on a site that has no other; SecurityScanTest has its healthy twin. */
class HeaderScanTest {
    private final Site site = Site.plain();

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Content-Type-Options       |                       | CONTENT_TYPE_OPTIONS_NOT_IMPLEMENTED",
                "X-Content-Type-Options       | sniff                 | CONTENT_TYPE_OPTIONS_HEADER_INVALID",
                "X-Content-Type-Options       | NOSNIFF, nosniff      | CONTENT_TYPE_OPTIONS_NOSNIFF",
                "Referrer-Policy              |                       | REFERRER_POLICY_NOT_IMPLEMENTED",
                "Referrer-Policy              | unsafe-url            | REFERRER_POLICY_UNSAFE",
                "Referrer-Policy              | none                  | REFERRER_POLICY_HEADER_INVALID",
                "Referrer-Policy              | no-referrer, origin   | REFERRER_POLICY_UNSAFE",
                "Referrer-Policy              | origin, Same-Origin   | REFERRER_POLICY_PRIVATE",
                "Cross-Origin-Resource-Policy |                       | CORP_NOT_IMPLEMENTED",
                "Cross-Origin-Resource-Policy | same-sight            | CORP_HEADER_INVALID",
                "Cross-Origin-Resource-Policy | cross-origin          | CORP_CROSS_ORIGIN",
                "Cross-Origin-Resource-Policy | same-site             | CORP_SAME_SITE",
            })
    void a_header_is_rated(String name, String value, Rating rating) throws Exception {
        site.without(name);
        if (value != null) {
            site.set(name, value);
        }

        assertThat(site.report().ratings()).contains(rating);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                         | FRAME_OPTIONS_NOT_IMPLEMENTED",
                "SameOrigin               | FRAME_OPTIONS_SAMEORIGIN_OR_DENY",
                "ALLOW-FROM https://a.com | FRAME_OPTIONS_ALLOW_FROM_ORIGIN",
                "ALLOW                    | FRAME_OPTIONS_HEADER_INVALID",
            })
    void frame_options_count_without_frame_ancestors(String value, Rating rating) throws Exception {
        site.set("Content-Security-Policy", "default-src 'self'").without("X-Frame-Options");
        if (value != null) {
            site.set("X-Frame-Options", value);
        }

        assertThat(site.report().ratings()).contains(rating);
    }

    @ParameterizedTest
    @CsvSource({
        "DENY, deny,       FRAME_OPTIONS_SAMEORIGIN_OR_DENY",
        "DENY, SAMEORIGIN, FRAME_OPTIONS_HEADER_INVALID",
    })
    void frame_options_that_come_twice_count_by_what_they_say(String one, String other, Rating rating)
            throws Exception {
        site.set("Content-Security-Policy", "default-src 'self'")
                .set("X-Frame-Options", one)
                .add("X-Frame-Options", other);

        assertThat(site.report().ratings()).contains(rating);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cross-Origin-Opener-Policy |             | NOTE | opener-policy-missing",
                "Cross-Origin-Opener-Policy | same-orgin  | LOW  | opener-policy-invalid",
                "Permissions-Policy         |             | NOTE | permissions-policy-missing",
                "Permissions-Policy         | camera none | LOW  | permissions-policy-invalid",
                "Server                     | nginx/1.18.0| LOW  | version-leaked",
                "Server                     | cloudflare  | NOTE | name-leaked",
                "X-Powered-By               | PHP/8.1     | LOW  | version-leaked",
            })
    void a_header_beside_the_tests_is_found(String name, String value, Severity severity, String id) throws Exception {
        assertThat(site.report().has(id)).isFalse();
        site.without(name);
        if (value != null) {
            site.set(name, value);
        }

        assertFound(id, severity);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Content-Type-Options, nosniff, NOTE",
        "X-Frame-Options, SAMEORIGIN, LOW",
        "Access-Control-Allow-Origin, https://a.example, MEDIUM",
    })
    void a_header_that_comes_twice_is_found(String name, String value, Severity severity) throws Exception {
        site.add(name, value);
        if (severity == Severity.MEDIUM) {
            site.add(name, value);
        }

        assertFound("header-twice", severity);
    }

    @Test
    void a_meta_element_states_the_referrer_policy_too() throws Exception {
        site.page("<meta name=referrer content=unsafe-url>");

        assertThat(site.report().ratings()).contains(Rating.REFERRER_POLICY_UNSAFE);
    }

    @Test
    void what_is_no_page_needs_no_headers_of_pages() throws Exception {
        site.set("Content-Type", "application/json")
                .without("Permissions-Policy")
                .without("Cross-Origin-Opener-Policy");

        ScanReport report = site.report();

        assertThat(report.has("permissions-policy-missing")).isFalse();
        assertThat(report.has("opener-policy-missing")).isFalse();
        assertThat(report.ratings()).contains(Rating.SRI_RESPONSE_NOT_HTML);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public, max-age=600 | MEDIUM",
                "s-maxage=60         | MEDIUM",
                "                    | LOW",
            })
    void a_cookie_that_caches_may_keep_is_found(String control, Severity severity) throws Exception {
        site.set("Set-Cookie", "a=b; Secure; SameSite=Lax");
        if (control != null) {
            site.set("Cache-Control", control);
        }

        assertFound("cookie-cacheable", severity);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no-store", "private, max-age=60", "max-age=0"})
    void a_cookie_that_no_shared_cache_keeps_is_well(String control) throws Exception {
        site.set("Set-Cookie", "a=b; Secure; SameSite=Lax").set("Cache-Control", control);

        assertThat(site.report().has("cookie-cacheable")).isFalse();
    }

    @Test
    void an_error_page_without_the_headers_is_found() throws Exception {
        site.first(exchange -> errorWithout(exchange, "Content-Security-Policy"));
        assertFound("error-page-unprotected", Severity.MEDIUM);

        site.first(exchange -> errorWithout(exchange, "Referrer-Policy"));
        assertFound("error-page-unprotected", Severity.LOW);
    }

    @Test
    void an_error_page_that_talks_is_found() throws Exception {
        site.first(exchange -> missing(exchange, 500, "java.lang.X\n\tat com.acme.Shop.buy(Shop.java:42)"));

        ScanReport report = site.report();

        assertThat(report.findings(Severity.MEDIUM)).extracting("id").containsExactly("stack-trace");
        assertThat(report.has("missing-path-fails")).isTrue();
    }

    @Test
    void a_site_that_has_every_path_is_told() throws Exception {
        site.first(exchange -> missing(exchange, 200, "home"));

        assertFound("missing-path-found", Severity.NOTE);
    }

    @Test
    void head_that_differs_is_found() throws Exception {
        site.first(exchange -> head(exchange, 200));
        assertFound("head-differs", Severity.LOW);

        site.first(exchange -> head(exchange, 404));
        assertFound("head-differs", Severity.LOW);

        site.first(exchange -> head(exchange, 405));
        assertFound("head-refused", Severity.NOTE);
    }

    @Test
    void an_answer_that_a_limit_turns_away_is_told() throws Exception {
        site.first(exchange -> head(exchange, 429));
        assertFound("unanswered", Severity.LOW);

        site.first(exchange -> missing(exchange, 403, ""));
        assertFound("unanswered", Severity.LOW);

        AtomicInteger gets = new AtomicInteger();
        site.first(exchange -> {
            boolean isSecond = exchange.getRequestURI().getPath().equals("/") && gets.incrementAndGet() == 2;
            if (isSecond) {
                Site.answer(exchange, 429, "");
            }
            return isSecond;
        });
        assertFound("unanswered", Severity.LOW);
    }

    private static boolean head(HttpExchange exchange, int status) throws IOException {
        if (!exchange.getRequestMethod().equals("HEAD")) {
            return false;
        }
        if (status == 200) {
            exchange.getResponseHeaders().remove("X-Frame-Options");
        }
        Site.answer(exchange, status, "");
        return true;
    }

    private static boolean errorWithout(HttpExchange exchange, String header) throws IOException {
        if (isMissing(exchange)) {
            exchange.getResponseHeaders().remove(header);
        }
        return false;
    }

    private static boolean missing(HttpExchange exchange, int status, String body) throws IOException {
        if (!isMissing(exchange)) {
            return false;
        }
        Site.answer(exchange, status, body);
        return true;
    }

    private static boolean isMissing(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().startsWith("/scan-");
    }

    private void assertFound(String id, Severity severity) throws Exception {
        assertThat(site.report().findings())
                .filteredOn(finding -> finding.id().equals(id))
                .extracting("severity")
                .contains(severity);
    }
}
