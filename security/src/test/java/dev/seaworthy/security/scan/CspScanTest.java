package dev.seaworthy.security.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspScanTest {
    private static final String CSP = "Content-Security-Policy";

    private final Site site = Site.plain();

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "default-src 'none'                                      | CSP_NO_UNSAFE_DEFAULT_SRC_NONE",
                "default-src 'none'; form-action 'none'; img-src 'self'  | CSP_NO_UNSAFE_DEFAULT_SRC_NONE",
                "default-src 'self'                                      | CSP_NO_UNSAFE",
                "default-src 'self'; style-src 'unsafe-inline'           | CSP_UNSAFE_INLINE_IN_STYLE_SRC_ONLY",
                "default-src 'self'; script-src 'self' 'unsafe-eval'     | CSP_UNSAFE_EVAL",
                "default-src 'self'; script-src 'self' 'unsafe-inline'   | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src https:                   | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src data:                    | CSP_UNSAFE_INLINE",
                "default-src 'self'; object-src *                        | CSP_UNSAFE_INLINE",
                "img-src 'self'                                          | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src 'strict-dynamic'         | CSP_HEADER_INVALID",
                "default-src 'self'; default-src 'none'                  | CSP_HEADER_INVALID",
                "default-src 'self'; report-uri /a; report-uri /b        | CSP_DUPLICATE_DIRECTIVES",
                "default-src 'self'; script-src 'nonce-{nonce}' 'unsafe-inline' https: 'strict-dynamic' | CSP_NO_UNSAFE",
                "default-src 'self'; script-src 'nonce-{nonce}' https:   | CSP_UNSAFE_INLINE",
                "script-src 'unsafe-inline', default-src 'self'          | CSP_NO_UNSAFE",
            })
    void a_policy_is_rated_as_the_observatory_does(String policy, Rating rating) throws Exception {
        site.set(CSP, policy);

        assertThat(site.report().ratings()).contains(rating);
    }

    @Test
    void no_policy_and_one_that_only_reports_are_told_apart() throws Exception {
        site.without(CSP);
        assertThat(site.report().ratings()).contains(Rating.CSP_NOT_IMPLEMENTED);

        site.set("Content-Security-Policy-Report-Only", "default-src 'self'");
        assertThat(site.report().ratings()).contains(Rating.CSP_NOT_IMPLEMENTED_BUT_REPORTING_ENABLED);
    }

    @Test
    void a_policy_in_the_page_counts_but_for_what_only_a_header_may_state() throws Exception {
        site.without(CSP)
                .without("X-Frame-Options")
                .page("<meta http-equiv='content-security-policy' content=\"default-src &#39;self&#39;;"
                        + " frame-ancestors 'none'\">");

        ScanReport report = site.report();

        assertThat(report.ratings()).contains(Rating.CSP_NO_UNSAFE, Rating.FRAME_OPTIONS_NOT_IMPLEMENTED);
        assertThat(report.findings())
                .filteredOn(finding -> finding.id().equals("csp-ignored-in-meta"))
                .extracting("evidence")
                .containsExactly("frame-ancestors");
    }

    @Test
    void a_policy_in_the_page_may_tighten_that_of_the_header() throws Exception {
        site.set(CSP, "default-src 'self'; script-src 'unsafe-inline'")
                .page("<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">");

        assertThat(site.report().ratings()).contains(Rating.CSP_NO_UNSAFE);
    }

    @Test
    void the_audit_of_the_policy_is_told() throws Exception {
        site.set(CSP, "default-src 'self'; script-src 'self' https://cdn.jsdelivr.net");

        ScanReport report = site.report();

        assertThat(report.findings(Severity.HIGH)).extracting("id").contains("csp-script-allowlist-bypass");
        assertThat(report.score()).isEqualTo(120);
    }

    @Test
    void a_nonce_that_comes_twice_is_found() throws Exception {
        assertThat(site.report().has("nonce-reused")).isFalse();

        site.nonce(fresh -> "dGhlIHNhbWUgZm9yIGFsbCBvZiB0aGVt");

        assertThat(site.report().findings(Severity.HIGH)).extracting("id").containsExactly("nonce-reused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src nonce-SECRETVALUE",
                "script-src 'NONCE-SECRETVALUE",
                "script-src; nonce-SECRETVALUE",
                "script-src 'self' 'nonce-SECRETVALUE",
                "script-src data:nonce-SECRETVALUE",
            })
    void a_nonce_that_is_written_wrong_is_not_shown_either(String policy) throws Exception {
        site.set(CSP, policy);

        ScanReport report = site.report();

        assertThat(report.toText() + report.toJson()).doesNotContainIgnoringCase("SECRETVALUE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<title>a</title>",
                "<meta http-equiv=Content-Security-Policy content=\"script-src 'nonce-c2FtZQ=='\">",
            })
    void a_nonce_that_comes_twice_is_found_in_any_case_and_in_the_page(String page) throws Exception {
        site.page(page);
        site.set(CSP, "script-src " + (page.contains("meta") ? "'self'" : "'NONCE-c2FtZQ=='"));

        assertThat(site.report().has("nonce-reused")).isTrue();
    }

    @Test
    void an_inline_script_that_the_policy_stops_is_told() throws Exception {
        site.page("<script>a()</script><script src=/b.js></script><script type='application/ld+json'>{}</script>"
                + "<!-- <script>c()</script> --><script nonce={nonce}>d('<script>')</script>");

        assertThat(site.report().findings())
                .filteredOn(finding -> finding.id().equals("inline-script-without-nonce"))
                .extracting("evidence")
                .containsExactly("1 of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://cdn.example/a.js              |           | SRI_NOT_IMPLEMENTED_BUT_SECURE",
                "https://cdn.example/a.js              | integrity | SRI_EXTERNAL_SCRIPTS_LOADED_SECURELY",
                "http://cdn.example/a.js               |           | SRI_NOT_IMPLEMENTED_AND_NOT_SECURE",
                "//cdn.example/a.js                    | integrity | SRI_IMPLEMENTED_BUT_NOT_SECURE",
                "https://a.localhost/a.js              |           | SRI_ALL_SCRIPTS_FROM_SECURE_ORIGIN",
                "https://notlocalhost/a.js             |           | SRI_NOT_IMPLEMENTED_BUT_SECURE",
                "/a.js                                 |           | SRI_ALL_SCRIPTS_FROM_SECURE_ORIGIN",
            })
    void scripts_of_others_have_integrity(String source, String attribute, Rating rating) throws Exception {
        site.page("<script src='" + source + "' " + (attribute == null ? "" : attribute + "=sha384-x") + "></script>");

        assertThat(site.report().ratings()).contains(rating);
    }

    @Test
    void a_page_without_scripts_needs_no_integrity() throws Exception {
        site.page("<p>text");

        assertThat(site.report().ratings()).contains(Rating.SRI_NO_SCRIPTS_LOADED);
    }
}
