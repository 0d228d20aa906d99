package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.testing.RecordingHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Golden values, taken from their sources, not from our code. */
class PresetsTest {
    /** helmet 8.3.0, test/index.test.ts; its directives are joined by a bare semicolon. */
    @Test
    void helmet_sends_the_defaults_of_helmet_8_3() {
        assertThat(sent(SecurityHeaders.helmet()))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(
                                "Content-Security-Policy",
                                ("default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';"
                                                + "frame-ancestors 'self';img-src 'self' data:;object-src 'none';"
                                                + "script-src 'self';script-src-attr 'none';"
                                                + "style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests")
                                        .replace(";", "; ")),
                        Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
                        Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
                        Map.entry("Origin-Agent-Cluster", "?1"),
                        Map.entry("Referrer-Policy", "no-referrer"),
                        Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
                        Map.entry("X-Content-Type-Options", "nosniff"),
                        Map.entry("X-DNS-Prefetch-Control", "off"),
                        Map.entry("X-Download-Options", "noopen"),
                        Map.entry("X-Frame-Options", "SAMEORIGIN"),
                        Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
                        Map.entry("X-XSS-Protection", "0")));
        assertThat(SecurityHeaders.helmet().removes("X-Powered-By")).isTrue();
    }

    /** OWASP Secure Headers Project, ci/headers_add.json; DENY is compared without regard to case (RFC 7034). */
    @Test
    void owasp_sends_what_the_project_proposes() {
        assertThat(sent(SecurityHeaders.owasp()))
                .containsEntry("Cache-Control", "no-store, max-age=0")
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none';"
                                + " frame-ancestors 'none'; upgrade-insecure-requests")
                .containsEntry("Cross-Origin-Embedder-Policy", "require-corp")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("X-Frame-Options", "DENY")
                .hasEntrySatisfying(
                        "Permissions-Policy",
                        value -> assertThat(value.split(", "))
                                .hasSize(29)
                                .contains("sync-xhr=(self)", "camera=()", "unload=()")
                                .doesNotHaveDuplicates())
                .hasSize(10);
    }

    @Test
    void json_api_lets_nothing_be_loaded_framed_sniffed_cached_or_embedded() {
        assertThat(sent(SecurityHeaders.jsonApi()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Cache-Control", "no-store",
                        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
                        "Cross-Origin-Resource-Policy", "same-origin",
                        "Referrer-Policy", "no-referrer",
                        "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY"));
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
        Map<String, String> sent = new TreeMap<>();
        sink.fields().forEach(field -> sent.put(field.name(), field.value()));
        return sent;
    }
}
