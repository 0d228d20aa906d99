package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.testing.RecordingHeaders;
import java.time.Duration;
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

    private static RecordingHeaders written(SecurityHeaders headers, boolean secure) {
        RecordingHeaders sink = new RecordingHeaders();
        headers.writeTo(sink, secure);
        return sink;
    }
}
