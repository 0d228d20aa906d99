package dev.seaworthy.security.csp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspAuditTest {
    /** The verdicts of Google's CSP Evaluator 1.1.6 on policies of ours: its check, severity, directive and value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "script-src 'unsafe-inline' | SCRIPT_UNSAFE_INLINE HIGH script-src 'unsafe-inline'",
                "default-src 'unsafe-inline' | SCRIPT_UNSAFE_INLINE HIGH default-src 'unsafe-inline'",
                "style-src 'unsafe-inline' | STYLE_UNSAFE_INLINE MEDIUM style-src 'unsafe-inline'",
                "default-src 'unsafe-inline' | STYLE_UNSAFE_INLINE MEDIUM default-src 'unsafe-inline'",
                "script-src 'unsafe-eval' | SCRIPT_UNSAFE_EVAL MEDIUM_MAYBE script-src 'unsafe-eval'",
                "default-src 'wasm-unsafe-eval' | SCRIPT_WASM_UNSAFE_EVAL MEDIUM_MAYBE default-src 'wasm-unsafe-eval'",
                "script-src data: | PLAIN_URL_SCHEME HIGH script-src data:",
                "object-src https: | PLAIN_URL_SCHEME HIGH object-src https:",
                "base-uri http: | PLAIN_URL_SCHEME HIGH base-uri http:",
                "form-action https: | PLAIN_URL_SCHEME LOW form-action https:",
                "script-src * | PLAIN_WILDCARD HIGH script-src *",
                "object-src http://* | PLAIN_WILDCARD HIGH object-src http://*",
                "base-uri //* | PLAIN_WILDCARD HIGH base-uri //*",
                "script-src 'none' | MISSING_DIRECTIVE HIGH object-src",
                "object-src 'none' | MISSING_DIRECTIVE HIGH script-src",
                "script-src 'none' | MISSING_DIRECTIVE LOW style-src",
                "default-src 'none' | MISSING_DIRECTIVE LOW form-action",
                "script-src 'nonce-abcdefgh' | MISSING_DIRECTIVE HIGH base-uri",
                "script-src 'sha256-abc' 'strict-dynamic' | MISSING_DIRECTIVE HIGH base-uri",
                "script-src *.google.com | SCRIPT_ALLOWLIST_BYPASS HIGH script-src *.google.com",
                "script-src *.oogle.com | SCRIPT_ALLOWLIST_BYPASS MEDIUM_MAYBE script-src *.oogle.com",
                "script-src gstatic.com | SCRIPT_ALLOWLIST_BYPASS HIGH script-src gstatic.com",
                "script-src https://cdnjs.cloudflare.com:443 |"
                        + " SCRIPT_ALLOWLIST_BYPASS HIGH script-src https://cdnjs.cloudflare.com:443",
                "script-src googletagmanager.com 'unsafe-eval' |"
                        + " SCRIPT_ALLOWLIST_BYPASS HIGH script-src googletagmanager.com",
                "script-src googletagmanager.com |"
                        + " SCRIPT_ALLOWLIST_BYPASS MEDIUM_MAYBE script-src googletagmanager.com",
                "script-src cdn.example.com | SCRIPT_ALLOWLIST_BYPASS MEDIUM_MAYBE script-src cdn.example.com",
                "script-src 'self' | SCRIPT_ALLOWLIST_BYPASS MEDIUM_MAYBE script-src 'self'",
                "object-src a.example | OBJECT_ALLOWLIST_BYPASS MEDIUM_MAYBE object-src a.example",
                "script-src 9.9.9.9 | IP_SOURCE INFO script-src 9.9.9.9",
                "font-src https://[::1] | IP_SOURCE INFO font-src https://[::1]",
                "img-src //127.0.0.1:8080 | IP_SOURCE INFO img-src //127.0.0.1:8080",
                "referrer origin | DEPRECATED_DIRECTIVE INFO referrer",
                "reflected-xss block | DEPRECATED_DIRECTIVE INFO reflected-xss",
                "disown-opener | DEPRECATED_DIRECTIVE INFO disown-opener",
                "script-src 'nonce-short' | NONCE_LENGTH MEDIUM script-src 'nonce-short'",
                "script-src 'nonce-**not base64**' | INVALID_KEYWORD SYNTAX script-src 'nonce-**not",
                "script-src 'nonce-(notBase64)' | NONCE_CHARSET INFO script-src 'nonce-(notBase64)'",
                "img-src http://a.example | SRC_HTTP MEDIUM img-src http://a.example",
                "report-uri http://a.example | SRC_HTTP MEDIUM report-uri http://a.example",
                "imgsrc http: | UNKNOWN_DIRECTIVE SYNTAX imgsrc",
                "default-src: a.example | UNKNOWN_DIRECTIVE SYNTAX default-src:",
                "default-src a.example script-src 'none' | MISSING_SEMICOLON SYNTAX default-src script-src",
                "script-src strict-dynamic | INVALID_KEYWORD SYNTAX script-src strict-dynamic",
                "script-src nonce-test | INVALID_KEYWORD SYNTAX script-src nonce-test",
                "script-src sha256-asdf | INVALID_KEYWORD SYNTAX script-src sha256-asdf",
                "script-src 'not-a-word' | INVALID_KEYWORD SYNTAX script-src 'not-a-word'",
                "script-src a.example | STRICT_DYNAMIC STRICT_CSP script-src",
                "script-src 'strict-dynamic' |" + " STRICT_DYNAMIC_NOT_STANDALONE INFO script-src 'strict-dynamic'",
                "script-src 'nonce-abcdefgh' | UNSAFE_INLINE_FALLBACK STRICT_CSP script-src",
                "script-src 'nonce-abcdefgh' 'strict-dynamic' | ALLOWLIST_FALLBACK STRICT_CSP script-src",
                "script-src 'nonce-abcdefgh' 'unsafe-inline' | IGNORED NONE script-src 'unsafe-inline'",
                "script-src 'nonce-abcdefgh' 'strict-dynamic' https: | IGNORED NONE script-src https:",
                "default-src 'self' | REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS INFO require-trusted-types-for",
                "default-src 'self' | REPORTING_DESTINATION_MISSING INFO report-uri",
                "default-src 'self'; report-to a | REPORT_TO_ONLY INFO report-to"
            })
    void judges_as_the_evaluator_does(String policy, String finding) {
        assertThat(verdicts(policy)).contains(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "default-src 'self' | MISSING_DIRECTIVE MEDIUM frame-ancestors",
                "default-src 'self' | MISSING_DIRECTIVE LOW base-uri",
                "frame-ancestors * | PLAIN_WILDCARD MEDIUM frame-ancestors *",
                "frame-ancestors https: | PLAIN_URL_SCHEME MEDIUM frame-ancestors https:",
                "form-action * | PLAIN_WILDCARD LOW form-action *",
                "script-src 'none'; script-src-elem 'unsafe-inline' |"
                        + " SCRIPT_UNSAFE_INLINE HIGH script-src-elem 'unsafe-inline'",
                "script-src 'none'; script-src-attr 'unsafe-inline' |"
                        + " SCRIPT_UNSAFE_INLINE HIGH script-src-attr 'unsafe-inline'",
                "script-src 'none'; script-src-elem * | PLAIN_WILDCARD HIGH script-src-elem *",
                "script-src 'UNSAFE-INLINE' | SCRIPT_UNSAFE_INLINE HIGH script-src 'unsafe-inline'",
                "script-src HTTPS: | PLAIN_URL_SCHEME HIGH script-src https:",
                "img-src 'self'; img-src * | DUPLICATE_DIRECTIVE SYNTAX img-src",
                "img-src é.example; font-src a | NOT_ASCII SYNTAX a directive",
                "plugin-types a/b | DEPRECATED_DIRECTIVE INFO plugin-types",
                "script-src https://cdnjs.cloudflare.com/one.js |"
                        + " SCRIPT_ALLOWLIST_BYPASS MEDIUM_MAYBE script-src https://cdnjs.cloudflare.com/one.js"
            })
    void judges_what_the_evaluator_leaves_out(String policy, String finding) {
        assertThat(verdicts(policy)).contains(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "script-src 'unsafe-inline' 'nonce-abcdefgh' | SCRIPT_UNSAFE_INLINE",
                "script-src 'unsafe-inline' 'sha256-abc' | SCRIPT_UNSAFE_INLINE",
                "style-src 'unsafe-inline' 'nonce-abcdefgh' | STYLE_UNSAFE_INLINE",
                "default-src 'unsafe-inline'; script-src 'self' | SCRIPT_UNSAFE_INLINE",
                "default-src https:; object-src 'none'; script-src 'none' | PLAIN_URL_SCHEME",
                "script-src https: 'strict-dynamic' 'nonce-abcdefgh' | PLAIN_URL_SCHEME",
                "script-src *.google.com 'none' | SCRIPT_ALLOWLIST_BYPASS",
                "script-src evilgstatic.com.example | IP_SOURCE",
                "script-src 'nonce-cm9zZXMgYXJlIHJlZA==' | NONCE_CHARSET",
                "script-src 'nonce-cm9zZXMgYXJlIHJlZA==' | NONCE_LENGTH",
                "require-trusted-types-for 'script' | INVALID_KEYWORD",
                "require-trusted-types-for 'script' | REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS",
                "trusted-types 'allow-duplicates' one | INVALID_KEYWORD",
                "report-uri /a; report-to a | REPORT_TO_ONLY",
                "default-src 'none' | OBJECT_ALLOWLIST_BYPASS",
                "object-src 'none' | OBJECT_ALLOWLIST_BYPASS"
            })
    void finds_no_fault_where_there_is_none(String policy, Check check) {
        assertThat(CspAudit.ofHeader(policy).findings())
                .extracting(Finding::check)
                .doesNotContain(check);
    }

    @Test
    void tells_which_directive_was_meant() {
        assertThat(CspAudit.ofHeader("scripts-src 'self'").toString())
                .contains("SYNTAX scripts-src: is no directive, so browsers pass over it; did you mean script-src?");
    }

    @Test
    void finds_nothing_in_what_another_policy_of_the_response_forbids() {
        String open = "default-src 'self' 'unsafe-inline' https:; frame-ancestors *";
        String strict = "script-src 'nonce-abcdefgh'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

        assertThat(CspAudit.ofHeader(open).worst()).isEqualTo(Severity.HIGH);
        assertThat(CspAudit.ofHeader(open, strict).findings(Severity.HIGH)).isEmpty();
        assertThat(CspAudit.ofHeader(open + ", " + strict).findings())
                .isEqualTo(CspAudit.ofHeader(open, strict).findings());
        assertThat(CspAudit.ofHeader(open, strict).findings())
                .extracting(Finding::check)
                .doesNotContain(Check.PLAIN_WILDCARD, Check.SCRIPT_UNSAFE_INLINE);
    }

    @Test
    void puts_the_worst_first() {
        List<Finding> findings =
                CspAudit.ofHeader("script-src 'unsafe-inline'; foo-src a").findings();

        assertThat(findings).extracting(Finding::severity).isSorted().startsWith(Severity.HIGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", ",", "é 'self'"})
    void calls_no_policy_the_worst_of_all(String header) {
        assertThat(CspAudit.ofHeader(header).findings())
                .singleElement()
                .extracting(Finding::check, Finding::severity)
                .containsExactly(Check.NO_POLICY, Severity.HIGH);
    }

    @Test
    void finds_nothing_high_or_mistaken_in_our_own_policies_for_pages() {
        assertThat(CspAudit.of(ContentSecurityPolicy.htmlPage()).findings(Severity.MEDIUM_MAYBE))
                .extracting(Finding::check)
                .containsExactlyInAnyOrder(Check.UNSAFE_INLINE_FALLBACK, Check.ALLOWLIST_FALLBACK);
        assertThat(CspAudit.of(ContentSecurityPolicy.owasp()).worst()).isEqualTo(Severity.MEDIUM_MAYBE);
        assertThat(CspAudit.of(ContentSecurityPolicy.helmet()).findings(Severity.MEDIUM))
                .extracting(Finding::check)
                .containsExactly(Check.STYLE_UNSAFE_INLINE);
    }

    @Test
    void fails_on_findings_of_a_severity_and_of_worse_ones() {
        CspAudit audit = CspAudit.of(ContentSecurityPolicy.builder()
                .defaultSrc(Source.SELF)
                .scriptSrc(Source.UNSAFE_INLINE, Source.scheme("https"))
                .build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit.failOn(Severity.HIGH))
                .withMessageContaining("HIGH script-src 'unsafe-inline'")
                .withMessageContaining("HIGH script-src https:")
                .withMessageNotContaining("MEDIUM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit.failOn(Severity.LOW))
                .withMessageContaining("HIGH script-src https:")
                .withMessageContaining("LOW form-action");
        assertThatCode(() -> CspAudit.of(ContentSecurityPolicy.htmlPage()).failOn(Severity.MEDIUM))
                .doesNotThrowAnyException();
    }

    @Test
    void shows_nothing_of_a_hostile_policy_that_a_log_would_take_amiss() {
        String hostile = "script-src https://\u0001\u001b[31m.example/" + "a".repeat(5000) + " 'x\u0000'; \u0007-src";

        assertThat(CspAudit.ofHeader(hostile).findings()).allSatisfy(finding -> {
            assertThat(finding.toString()).matches("[\\x20-\\x7E]+");
            assertThat(finding.value()).hasSizeLessThan(120);
        });
    }

    @Test
    void never_fails_on_a_text() {
        Random random = new Random(20261127);
        for (int i = 0; i < 5_000; i++) {
            String text = randomText(random);
            assertThat(CspAudit.ofHeader(text).findings()).isNotEmpty();
        }
    }

    private static List<String> verdicts(String policy) {
        return CspAudit.ofHeader(policy).findings().stream()
                .map(finding -> (finding.check() + " " + finding.severity() + " " + finding.directive() + " "
                                + finding.value())
                        .strip())
                .toList();
    }

    private static String randomText(Random random) {
        String[] parts = {
            "script-src",
            "object-src",
            "'nonce-",
            "'",
            "'sha256-x'",
            ";",
            " ",
            " ",
            ",",
            "é",
            "\u0000",
            "*",
            "https:",
            "//",
            "http://*",
            "[",
            "]",
            "'strict-dynamic'",
            "*.google.com",
            ":",
            "base-uri",
            "default-src",
            "1.1.1.1"
        };
        return random.ints(random.nextInt(25), 0, parts.length)
                .mapToObj(index -> parts[index])
                .collect(Collectors.joining());
    }
}
