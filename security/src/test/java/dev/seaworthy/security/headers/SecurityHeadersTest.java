package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.csp.Nonces;
import dev.seaworthy.security.csp.ParsedPolicy;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.csp.audit.Severity;
import dev.seaworthy.security.testing.RecordingHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
    @Test
    void sends_no_hsts_and_upgrades_nothing_over_plain_http() {
        RecordingHeaders sent = written(SecurityHeaders.owasp(), false);

        assertThat(sent.values("Strict-Transport-Security")).isEmpty();
        assertThat(sent.value("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("upgrade-insecure-requests"));
        assertThat(sent.fields()).hasSize(11);
    }

    @Test
    void takes_what_is_stated_last_about_a_header_whatever_its_case() {
        SecurityHeaders headers = SecurityHeaders.helmet().toBuilder()
                .frameOptions(FrameOptions.DENY)
                .header("x-frame-options", "SAMEORIGIN")
                .build();

        assertThat(written(headers, true).values("X-Frame-Options")).containsExactly("SAMEORIGIN");
    }

    @Test
    void strips_what_is_removed_and_sends_it_no_more() {
        SecurityHeaders headers = SecurityHeaders.owasp().toBuilder()
                .remove("cross-origin-embedder-policy", "Strict-Transport-Security")
                .build();
        RecordingHeaders sent = new RecordingHeaders();
        sent.set("X-Powered-By", "Express");
        sent.set("Cross-Origin-Embedder-Policy", "credentialless");

        headers.writeTo(sent, true);

        assertThat(sent.values("X-Powered-By")).isEmpty();
        assertThat(sent.values("Cross-Origin-Embedder-Policy")).isEmpty();
        assertThat(sent.values("Strict-Transport-Security")).isEmpty();
        assertThat(headers.removes("x-powered-by")).isTrue();
    }

    @Test
    void sends_what_is_stated_again_after_a_removal() {
        SecurityHeaders headers = SecurityHeaders.builder()
                .remove("Strict-Transport-Security", "Server")
                .strictTransportSecurity(StrictTransportSecurity.of(Duration.ofDays(1)))
                .header("server", "quiet")
                .build();

        assertThat(written(headers, true).fields())
                .extracting(HeaderField::toString)
                .containsExactly("Strict-Transport-Security: max-age=86400", "server: quiet");
        assertThat(headers.removes("Server")).isFalse();
    }

    @Test
    void leaves_the_original_untouched_by_its_builders() {
        SecurityHeaders original = SecurityHeaders.jsonApi();
        SecurityHeaders.Builder builder = original.toBuilder();
        SecurityHeaders built = builder.build();

        builder.remove("X-Frame-Options").header("X-Note", "late");

        assertThat(written(original, true).value("X-Frame-Options")).contains("DENY");
        assertThat(written(built, true).value("X-Note")).isEmpty();
        assertThat(built.removes("X-Frame-Options")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Security-Policy", "strict-transport-security"})
    void refuses_as_plain_text_what_depends_on_the_request(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SecurityHeaders.builder().header(name, "max-age=1").build())
                .withMessageContaining(name)
                .withMessageContaining("depends on the request");
    }

    @Test
    void refuses_a_value_that_would_begin_a_second_header() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeaders.builder()
                        .header("X-Note", "a\r\nSet-Cookie: b=c")
                        .build())
                .withMessage(
                        "SecurityHeaders: Header X-Note: its value has U+000D at index 1; only printable ASCII is sent");
    }

    @Test
    void refuses_a_policy_of_more_than_eight_kibibytes() {
        Source[] hosts = IntStream.range(0, 1000)
                .mapToObj(i -> Source.host("https://host-" + i + ".example"))
                .toArray(Source[]::new);
        ContentSecurityPolicy policy =
                ContentSecurityPolicy.builder().defaultSrc(hosts).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SecurityHeaders.builder().contentSecurityPolicy(policy).build())
                .withMessageContaining("Content-Security-Policy")
                .withMessageContaining("at most 8192");
    }

    @Test
    void names_all_problems_of_a_declaration_at_once() {
        ContentSecurityPolicy silent = ContentSecurityPolicy.builder()
                .defaultSrc(Source.SELF)
                .sandbox()
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeaders.builder()
                        .header("X Note", "a")
                        .header("X-Note", "a\u0000b")
                        .header("X-Frame-Option", "DENY")
                        .header("Strict-Transport-Security", "maxage=1")
                        .contentSecurityPolicyReportOnly(silent)
                        .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN, "A")
                        .integrityPolicyReportOnly(IntegrityPolicy.scripts())
                        .clearSiteData()
                        .remove("a:b")
                        .failOn(Severity.HIGH)
                        .build())
                .withMessageStartingWith(
                        "SecurityHeaders has 11 problems:\n- Header name of 6 characters is not a token")
                .withMessageContaining("\n- Header X-Note: its value has U+0000 at index 1")
                .withMessageContaining("\n- Header X-Frame-Option is no known one; did you mean x-frame-options?")
                .withMessageContaining("\n- Header Strict-Transport-Security depends on the request")
                .withMessageContaining("\n- Content-Security-Policy-Report-Only tells nobody")
                .withMessageContaining("\n- Content-Security-Policy-Report-Only has sandbox")
                .withMessageContaining("\n- Endpoint \"A\" is no key")
                .withMessageContaining("\n- Integrity-Policy-Report-Only tells nobody")
                .withMessageContaining("\n- Clear-Site-Data: names nothing")
                .withMessageContaining("\n- Header name of 3 characters is not a token")
                .withMessageContaining("HIGH Content-Security-Policy: there is none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Cache-Control", "Report-Id", "TEL", "X-Frame-Note"})
    void takes_an_own_header_whose_name_is_somewhat_like_a_known_one(String name) {
        assertThat(written(SecurityHeaders.builder().header(name, "a").build(), true)
                        .value(name))
                .contains("a");
    }

    @Test
    void sends_every_typed_header() {
        ContentSecurityPolicy reporting = ContentSecurityPolicy.jsonApi().toBuilder()
                .reportTo("csp")
                .reportUri("/csp")
                .upgradeInsecureRequests()
                .build();
        SecurityHeaders all = SecurityHeaders.helmet().toBuilder()
                .contentSecurityPolicyReportOnly(reporting)
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN_ALLOW_POPUPS, "default")
                .crossOriginOpenerPolicyReportOnly(CrossOriginOpenerPolicy.SAME_ORIGIN, "default")
                .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.CREDENTIALLESS, "default")
                .crossOriginEmbedderPolicyReportOnly(CrossOriginEmbedderPolicy.REQUIRE_CORP, "default")
                .permissionsPolicy(PermissionsPolicy.builder().none("camera").build())
                .permissionsPolicyReportOnly(
                        PermissionsPolicy.builder().none("usb").build())
                .referrerPolicy(ReferrerPolicy.NO_REFERRER, ReferrerPolicy.STRICT_ORIGIN)
                .reportingEndpoints(ReportingEndpoints.of("default", "/reports").and("csp", "/csp"))
                .integrityPolicy(IntegrityPolicy.scripts())
                .integrityPolicyReportOnly(IntegrityPolicy.scriptsAndStyles().reportTo("default"))
                .networkErrorLogging(NetworkErrorLogging.of(URI.create("https://r.example/"), Duration.ofDays(1)))
                .cacheControl(CacheControl.noStore())
                .clearSiteData(ClearSiteData.COOKIES)
                .build();

        assertThat(written(all, true).fields())
                .extracting(HeaderField::toString)
                .contains(
                        "Content-Security-Policy-Report-Only: default-src 'none'; frame-ancestors 'none'; report-to csp;"
                                + " report-uri /csp",
                        "Cross-Origin-Opener-Policy: same-origin-allow-popups; report-to=\"default\"",
                        "Cross-Origin-Opener-Policy-Report-Only: same-origin; report-to=\"default\"",
                        "Cross-Origin-Embedder-Policy: credentialless; report-to=\"default\"",
                        "Cross-Origin-Embedder-Policy-Report-Only: require-corp; report-to=\"default\"",
                        "Permissions-Policy: camera=()",
                        "Permissions-Policy-Report-Only: usb=()",
                        "Referrer-Policy: no-referrer, strict-origin",
                        "Reporting-Endpoints: default=\"/reports\", csp=\"/csp\"",
                        "Integrity-Policy: blocked-destinations=(script)",
                        "Integrity-Policy-Report-Only: blocked-destinations=(script style), endpoints=(default)",
                        "NEL: {\"report_to\":\"nel\",\"max_age\":86400,\"failure_fraction\":1.0,\"success_fraction\":0.0}",
                        "Report-To: {\"group\":\"nel\",\"max_age\":86400,\"endpoints\":[{\"url\":\"https://r.example/\"}]}",
                        "Cache-Control: no-store",
                        "Clear-Site-Data: \"cookies\"");
        assertThat(written(all, false).value("NEL")).isEmpty();
        assertThat(written(all, false).value("Report-To")).isEmpty();
    }

    @Test
    void sends_two_policies_so_that_both_hold() {
        SecurityHeaders headers = SecurityHeaders.builder()
                .contentSecurityPolicy(ContentSecurityPolicy.helmet(), ContentSecurityPolicy.jsonApi())
                .build();

        assertThat(written(headers, true).values("Content-Security-Policy"))
                .singleElement()
                .satisfies(value -> assertThat(ParsedPolicy.ofHeader(value)).hasSize(2))
                .asString()
                .endsWith("upgrade-insecure-requests, default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void refuses_a_policy_that_a_long_nonce_would_make_too_long() {
        int most = HeaderField.MAX_LENGTH - "default-src 'self'; script-src 'nonce-'; report-uri /".length();
        ContentSecurityPolicy.Builder policy =
                ContentSecurityPolicy.builder().defaultSrc(Source.SELF).scriptSrc(Source.NONCE);
        SecurityHeaders.Builder fits = SecurityHeaders.builder()
                .contentSecurityPolicy(policy.reportUri("/" + "a".repeat(most - Nonce.MAX_LENGTH))
                        .build());
        SecurityHeaders.Builder tooLong = SecurityHeaders.builder()
                .contentSecurityPolicy(ContentSecurityPolicy.of("default-src 'self'; script-src 'nonce-{nonce}';"
                        + " report-uri /" + "a".repeat(most - Nonce.MAX_LENGTH + 1)));

        assertThat(fits.build().usesNonce()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(tooLong::build)
                .withMessageContaining("has 8193 characters; at most 8192 are sent");
    }

    @Test
    void puts_the_nonce_of_the_response_into_every_policy_that_uses_one() {
        SecurityHeaders headers = SecurityHeaders.builder()
                .contentSecurityPolicy(ContentSecurityPolicy.htmlPage(), ContentSecurityPolicy.jsonApi())
                .contentSecurityPolicyReportOnly(ContentSecurityPolicy.htmlPage().toBuilder()
                        .reportUri("/csp")
                        .build())
                .frameOptions(FrameOptions.DENY)
                .build();
        Nonce nonce = Nonces.create().next();
        RecordingHeaders sent = new RecordingHeaders();

        headers.writeTo(sent, true, nonce);

        assertThat(headers.usesNonce()).isTrue();
        assertThat(sent.fields()).hasSize(3);
        assertThat(sent.value("Content-Security-Policy").orElseThrow())
                .contains("script-src 'nonce-" + nonce + "' 'strict-dynamic'; style-src 'self' 'nonce-" + nonce + "'")
                .contains("upgrade-insecure-requests, default-src 'none'");
        assertThat(sent.value("Content-Security-Policy-Report-Only").orElseThrow())
                .contains("'nonce-" + nonce + "'")
                .doesNotContain("upgrade-insecure-requests");
        assertThatIllegalStateException()
                .isThrownBy(() -> headers.writeTo(sent, true))
                .withMessageContaining("writeTo(sink, secure, nonce)");
    }

    @Test
    void writes_fixed_headers_alike_with_a_nonce_and_without() {
        RecordingHeaders sent = new RecordingHeaders();
        SecurityHeaders.helmet().writeTo(sent, false, Nonces.create().next());

        assertThat(sent.fields())
                .isEqualTo(written(SecurityHeaders.helmet(), false).fields());
        assertThat(SecurityHeaders.helmet().usesNonce()).isFalse();
    }

    @Test
    void refuses_reports_to_an_endpoint_that_nothing_explains() {
        SecurityHeaders.Builder builder = SecurityHeaders.builder()
                .reportingEndpoints(ReportingEndpoints.of("reports", "/reports"))
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN, "report");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("SecurityHeaders: Cross-Origin-Opener-Policy reports to report, which Reporting-Endpoints"
                        + " does not explain; state it by reportingEndpoints; did you mean reports?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeaders.builder()
                        .contentSecurityPolicy(ContentSecurityPolicy.jsonApi().toBuilder()
                                .reportTo("csp")
                                .build())
                        .build())
                .withMessageContaining("Content-Security-Policy reports to csp");
    }

    @Test
    void keeps_the_endpoints_of_the_original_when_it_is_built_upon() {
        SecurityHeaders original = SecurityHeaders.builder()
                .reportingEndpoints(ReportingEndpoints.of("coop", "/coop"))
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN, "coop")
                .build();

        assertThat(written(original.toBuilder().build(), true).fields())
                .isEqualTo(written(original, true).fields());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> original.toBuilder().remove("reporting-endpoints").build())
                .withMessageContaining("reports to coop");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> original.toBuilder()
                        .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.REQUIRE_CORP, "coep")
                        .build())
                .withMessageContaining("reports to coep");
        assertThat(original.toBuilder()
                        .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.REQUIRE_CORP, "other")
                        .header("Reporting-Endpoints", "other=\"/x\"")
                        .build())
                .isNotNull();
    }

    @Test
    void fails_on_a_weak_policy_if_it_is_told_to() {
        ContentSecurityPolicy weak = ContentSecurityPolicy.helmet().toBuilder()
                .scriptSrc(Source.SELF, Source.UNSAFE_INLINE)
                .build();
        SecurityHeaders.Builder builder =
                SecurityHeaders.helmet().toBuilder().failOn(Severity.HIGH).contentSecurityPolicy(weak);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("HIGH script-src 'unsafe-inline'");
        SecurityHeaders strict =
                SecurityHeaders.helmet().toBuilder().failOn(Severity.HIGH).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strict.toBuilder().contentSecurityPolicy(weak).build());
        assertThat(strict).hasToString(SecurityHeaders.helmet().toString());
        assertThat(SecurityHeaders.htmlPage().toBuilder()
                        .failOn(Severity.MEDIUM)
                        .build())
                .isNotNull();
        assertThat(SecurityHeaders.helmet().toBuilder()
                        .contentSecurityPolicy(weak, ContentSecurityPolicy.jsonApi())
                        .failOn(Severity.HIGH)
                        .build())
                .isNotNull();
    }

    @Test
    void explains_what_each_header_defends_against() {
        for (SecurityHeaders preset : List.of(
                SecurityHeaders.helmet(),
                SecurityHeaders.owasp(),
                SecurityHeaders.jsonApi(),
                SecurityHeaders.htmlPage())) {
            assertThat(preset.explain())
                    .isNotEmpty()
                    .allSatisfy(
                            header -> assertThat(header.purpose()).endsWith(".").doesNotContain("application's own"));
        }
        assertThat(SecurityHeaders.htmlPage().explain())
                .filteredOn(header -> header.name().equals("Content-Security-Policy"))
                .singleElement()
                .hasToString("Content-Security-Policy: " + ContentSecurityPolicy.htmlPage()
                        + "\n    Cross-site scripting, injected content and clickjacking.");
    }

    @Test
    void tells_in_what_two_sets_differ() {
        List<HeaderDifference> differences = SecurityHeaders.builder()
                .frameOptions(FrameOptions.DENY)
                .cacheControl(CacheControl.noStore())
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .remove("Server")
                .build()
                .diff(SecurityHeaders.builder()
                        .frameOptions(FrameOptions.SAMEORIGIN)
                        .header("cache-control", "no-store")
                        .originAgentCluster()
                        .header("Server", "quiet")
                        .build());

        assertThat(differences)
                .extracting(HeaderDifference::toString)
                .containsExactly(
                        "Origin-Agent-Cluster: (not sent) -> ?1",
                        "Referrer-Policy: no-referrer -> (not sent)",
                        "Server: (stripped) -> quiet",
                        "X-Frame-Options: DENY -> SAMEORIGIN");
        assertThat(SecurityHeaders.owasp().diff(SecurityHeaders.owasp())).isEmpty();
    }

    /** RFC 9110 §5.5, and §5.6.2 for names: whatever is stated, only what HTTP can carry reaches the sink. */
    @Test
    void never_writes_a_byte_that_http_forbids_whatever_is_stated() {
        Random random = new Random(20261127);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                RecordedBytes sink = new RecordedBytes();
                randomHeaders(random).writeTo(sink, random.nextBoolean(), new Nonce("A".repeat(24)));
                accepted++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
            }
        }

        assertThat(accepted).isBetween(500, 19_500);
    }

    private static SecurityHeaders randomHeaders(Random random) {
        SecurityHeaders.Builder builder = SecurityHeaders.builder();
        switch (random.nextInt(8)) {
            case 0 -> builder.header(randomText(random), randomText(random));
            case 1 -> builder.header("X-Note", randomText(random));
            case 2 -> builder.remove(randomText(random));
            case 3 ->
                builder.contentSecurityPolicy(
                        ContentSecurityPolicy.of("default-src 'self'; img-src " + randomText(random)));
            case 4 -> builder.reportingEndpoints(ReportingEndpoints.of(randomText(random), randomText(random)));
            case 5 ->
                builder.permissionsPolicy(PermissionsPolicy.builder()
                        .only(randomText(random), "https://" + randomText(random))
                        .build());
            case 6 ->
                builder.contentSecurityPolicy(ContentSecurityPolicy.jsonApi().toBuilder()
                        .trustedTypes(randomText(random))
                        .reportUri(randomText(random))
                        .build());
            default ->
                builder.networkErrorLogging(NetworkErrorLogging.of(
                        URI.create("https://r.example/" + randomText(random)), Duration.ofDays(1)));
        }
        return builder.build();
    }

    private static String randomText(Random random) {
        String[] parts = {
            "a", "b", "X", "-", "/", ":", ";", ",", "\"", "\\\\", " ", "\t", "\r\n", "\u0000", "\u007f", "é", "\u2028",
            "'", "%", "0"
        };
        return random.ints(1 + random.nextInt(3), 0, parts.length)
                .mapToObj(index -> parts[index])
                .collect(Collectors.joining());
    }

    /** Fails on the first name or value that HTTP can't carry. */
    private static final class RecordedBytes implements HeaderSink {
        private static final Predicate<String> TOKEN =
                Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+").asMatchPredicate();
        private static final Predicate<String> VALUE =
                Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?").asMatchPredicate();

        @Override
        public void set(String name, String value) {
            if (!TOKEN.test(name) || !VALUE.test(value)) {
                throw new AssertionError("HTTP can't carry " + name + ": " + value);
            }
        }

        @Override
        public void setIfAbsent(String name, String value) {
            set(name, value);
        }

        @Override
        public void add(String name, String member) {
            set(name, member);
        }

        @Override
        public void remove(String name) {
            set(name, "removed");
        }
    }

    private static RecordingHeaders written(SecurityHeaders headers, boolean secure) {
        RecordingHeaders sink = new RecordingHeaders();
        headers.writeTo(sink, secure);
        return sink;
    }
}
