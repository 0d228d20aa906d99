package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.testing.RecordingHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against tables that were taken from their sources, not from our code. */
class PresetsTest {
    private static final Nonce NONCE = new Nonce("A".repeat(24));

    /** helmet joins its directives by a bare semicolon, which means the same. */
    @Test
    void helmet_sends_the_defaults_of_helmet_8_3() {
        Map<String, String> published = Table.fields("helmet.txt");
        published.computeIfPresent("Content-Security-Policy", (name, policy) -> policy.replace(";", "; "));

        assertThat(sent(SecurityHeaders.helmet())).isEqualTo(published);
        assertThat(SecurityHeaders.helmet().removes("X-Powered-By")).isTrue();
    }

    /** Browsers compare DENY without regard to case (HTML standard, X-Frame-Options). */
    @Test
    void owasp_sends_what_the_project_proposes() {
        Map<String, String> published = Table.fields("owasp.txt");
        published.computeIfPresent("X-Frame-Options", (name, value) -> value.toUpperCase(Locale.ROOT));

        assertThat(sent(SecurityHeaders.owasp())).isEqualTo(published);
    }

    @Test
    void owasp_strips_all_names_that_the_project_lists() {
        RecordingHeaders response = new RecordingHeaders();
        List<String> leaking = Table.lines("owasp-removed.txt");
        leaking.forEach(name -> response.set(name.toLowerCase(Locale.ROOT), "1.2.3"));

        SecurityHeaders.owasp().writeTo(response, true);

        assertThat(leaking).hasSize(88).allMatch(SecurityHeaders.owasp()::removes);
        assertThat(response.fields()).hasSize(Table.fields("owasp.txt").size());
        assertThat(LeakingHeaders.NAMES).containsExactlyInAnyOrderElementsOf(leaking);
    }

    @Test
    void json_api_lets_nothing_be_loaded_framed_sniffed_cached_or_embedded() {
        assertThat(sent(SecurityHeaders.jsonApi())).isEqualTo(Table.fields("json-api.txt"));
    }

    @Test
    void html_page_runs_scripts_by_the_nonce_of_the_response() {
        RecordingHeaders response = new RecordingHeaders();

        SecurityHeaders.htmlPage().writeTo(response, true, NONCE);

        assertThat(fields(response)).isEqualTo(Table.fields("html-page.txt"));
    }

    @Test
    void both_published_sets_keep_hsts_and_upgrades_to_secure_requests() {
        for (SecurityHeaders preset : List.of(SecurityHeaders.helmet(), SecurityHeaders.owasp())) {
            RecordingHeaders plain = new RecordingHeaders();
            preset.writeTo(plain, false);
            Map<String, String> secure = sent(preset);
            secure.remove("Strict-Transport-Security");
            secure.computeIfPresent(
                    "Content-Security-Policy", (name, policy) -> policy.replace("; upgrade-insecure-requests", ""));

            assertThat(fields(plain)).isEqualTo(secure);
        }
    }

    /** What the story asks of helmet and of its middleware, value for value. */
    @Test
    void the_set_of_the_story_can_be_stated() {
        ContentSecurityPolicy policy = ContentSecurityPolicy.builder()
                .defaultSrc(Source.SELF)
                .scriptSrc(Source.SELF, Source.UNSAFE_INLINE, Source.host("https://cdn.vercel-insights.com"))
                .styleSrc(Source.SELF, Source.UNSAFE_INLINE)
                .imgSrc(Source.SELF, Source.scheme("data"), Source.scheme("https"), Source.scheme("blob"))
                .fontSrc(Source.SELF, Source.scheme("data"))
                .connectSrc(
                        Source.SELF,
                        Source.host("https://abcdefgh.supabase.co"),
                        Source.host("https://api.openai.com"),
                        Source.host("https://www.googleapis.com"))
                .frameSrc(Source.NONE)
                .objectSrc(Source.NONE)
                .upgradeInsecureRequests()
                .build();
        SecurityHeaders story = SecurityHeaders.builder()
                .contentSecurityPolicy(policy)
                .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.REQUIRE_CORP)
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.CROSS_ORIGIN)
                .dnsPrefetchControlOff()
                .frameOptions(FrameOptions.DENY)
                .remove("X-Powered-By")
                .strictTransportSecurity(StrictTransportSecurity.of(Duration.ofDays(365))
                        .withSubDomains()
                        .withPreload())
                .downloadOptionsNoopen()
                .contentTypeOptionsNosniff()
                .originAgentCluster()
                .permittedCrossDomainPolicies(PermittedCrossDomainPolicies.NONE)
                .referrerPolicy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)
                .xssProtection(XssProtection.BLOCK)
                .build();

        assertThat(sent(story))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(
                                "Content-Security-Policy",
                                "default-src 'self'; script-src 'self' 'unsafe-inline' https://cdn.vercel-insights.com;"
                                        + " style-src 'self' 'unsafe-inline'; img-src 'self' data: https: blob:;"
                                        + " font-src 'self' data:; connect-src 'self' https://abcdefgh.supabase.co"
                                        + " https://api.openai.com https://www.googleapis.com; frame-src 'none';"
                                        + " object-src 'none'; upgrade-insecure-requests"),
                        Map.entry("Cross-Origin-Embedder-Policy", "require-corp"),
                        Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
                        Map.entry("Cross-Origin-Resource-Policy", "cross-origin"),
                        Map.entry("Origin-Agent-Cluster", "?1"),
                        Map.entry("Referrer-Policy", "strict-origin-when-cross-origin"),
                        Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
                        Map.entry("X-Content-Type-Options", "nosniff"),
                        Map.entry("X-DNS-Prefetch-Control", "off"),
                        Map.entry("X-Download-Options", "noopen"),
                        Map.entry("X-Frame-Options", "DENY"),
                        Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
                        Map.entry("X-XSS-Protection", "1; mode=block")));
    }

    private static Map<String, String> sent(SecurityHeaders headers) {
        RecordingHeaders sink = new RecordingHeaders();
        headers.writeTo(sink, true);
        return fields(sink);
    }

    private static Map<String, String> fields(RecordingHeaders sink) {
        Map<String, String> sent = new TreeMap<>();
        sink.fields().forEach(field -> sent.put(field.name(), field.value()));
        return sent;
    }
}
