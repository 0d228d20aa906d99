package dev.seaworthy.security.http.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.testing.SampleRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationEndpointTest {
    private static final HeaderField ANY_ORIGIN = new HeaderField("Access-Control-Allow-Origin", "*");
    private static final String REPORT = """
            {"csp-report": {"document-uri": "https://contentmax.ai/page", "effective-directive": "script-src-elem",
             "blocked-uri": "https://evil.example/x.js", "disposition": "enforce"}}""";

    private final ViolationReports reports =
            ViolationReports.builder().maxBytes(1000).build();
    private final ViolationEndpoint endpoint = ViolationEndpoint.of(reports);

    @Test
    void counts_what_a_browser_reports() throws Exception {
        Answer answer = endpoint.answer(
                post().with("Content-Type", "application/csp-report").body(REPORT));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers()).contains(ANY_ORIGIN, new HeaderField("Cache-Control", "no-store"));
        assertThat(reports.groups()).singleElement().satisfies(group -> {
            assertThat(group.directive()).isEqualTo("script-src-elem");
            assertThat(group.count()).isEqualTo(1);
        });
    }

    @Test
    void answers_as_the_intake_says() throws Exception {
        SampleRequest typed = post().with("Content-Type", "application/reports+json");

        assertThat(endpoint.answer(typed.body("[]")).status()).isEqualTo(204);
        assertThat(endpoint.answer(typed.body("{")).status()).isEqualTo(400);
        assertThat(endpoint.answer(typed.body(" ".repeat(1001))).status()).isEqualTo(413);
        assertThat(endpoint.answer(post().body("[]")).status()).isEqualTo(415);
        assertThat(endpoint.answer(post().with("Content-Type", "text/plain").body("[]"))
                        .status())
                .isEqualTo(415);
        assertThat(reports.groups()).isEmpty();
    }

    @Test
    void lets_pages_of_all_origins_ask_first() {
        HttpSecurity security = HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .cors("/api/", Cors.denyAll())
                .endpoint("/csp-reports", endpoint)
                .build();
        SampleRequest preflight = SampleRequest.of("OPTIONS", "/csp-reports")
                .with("Origin", "https://shop.example")
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "content-type");

        Answer answer = security.admit(preflight).answer().orElseThrow();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .contains(
                        ANY_ORIGIN,
                        new HeaderField("Access-Control-Allow-Methods", "POST"),
                        new HeaderField("Access-Control-Allow-Headers", "Content-Type"),
                        new HeaderField("Access-Control-Max-Age", "86400"));
        assertThat(answer.headers()).extracting(HeaderField::name).doesNotContain("Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "post"})
    void takes_no_other_method(String method) throws Exception {
        Answer answer = endpoint.answer(SampleRequest.of(method, "/csp-reports")
                .with("Content-Type", "application/csp-report")
                .body(REPORT));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).contains(new HeaderField("Allow", "OPTIONS, POST"));
        assertThat(reports.groups()).isEmpty();
    }

    private static SampleRequest post() {
        return SampleRequest.of("POST", "/csp-reports");
    }
}
