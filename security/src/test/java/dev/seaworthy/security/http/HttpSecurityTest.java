package dev.seaworthy.security.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.testing.RecordingHeaders;
import dev.seaworthy.security.testing.SampleRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSecurityTest {
    private static final String APP = "https://contentmax.ai";

    private final HttpSecurity security = HttpSecurity.builder()
            .headers(SecurityHeaders.owasp())
            .cors("/api/", Cors.builder().origins(APP).methods("GET", "PUT").build())
            .endpoint("/api/cron/backup", request -> Answer.json(202, "{}"))
            .endpoint("/api/broken", request -> {
                throw new IOException("password=hunter2");
            })
            .build();

    @Test
    void an_ordinary_request_passes_with_headers() {
        Passage passage = security.admit(SampleRequest.get("/api/ok").with("Origin", APP));

        assertThat(passage.answer()).isEmpty();
        assertThat(written(passage).values("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(written(passage).values("Access-Control-Allow-Origin")).containsExactly(APP);
        assertThat(passage.nonce()).isEmpty();
        assertThat(passage.strips("server")).isTrue();
        assertThat(passage.strips("Content-Type")).isFalse();
    }

    @Test
    void a_preflight_is_answered_before_the_endpoint() {
        assertThat(security.admit(preflight(APP)).answer()).map(Answer::status).contains(204);
        assertThat(security.admit(preflight("https://evil.example")).answer())
                .map(Answer::status)
                .contains(403);
    }

    @Test
    void an_endpoint_answers_its_path_alone() {
        assertThat(security.admit(SampleRequest.of("POST", "/api/cron/backup")).answer())
                .map(Answer::status)
                .contains(202);
        assertThat(security.admit(SampleRequest.get("/api/cron/backup/more")).answer())
                .isEmpty();
        assertThat(security.admit(SampleRequest.get("/api/cron")).answer()).isEmpty();
    }

    @Test
    void an_endpoint_that_fails_tells_the_caller_nothing() {
        Answer answer =
                security.admit(SampleRequest.get("/api/broken")).answer().orElseThrow();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the endpoint failed; the log says why\"}");
    }

    @Test
    void the_nonce_is_that_of_the_policy_however_often_it_is_written() {
        HttpSecurity pages =
                HttpSecurity.builder().headers(SecurityHeaders.htmlPage()).build();
        Passage passage = pages.admit(SampleRequest.get("/"));
        String nonce = passage.nonce().orElseThrow().value();

        assertThat(written(passage).values("Content-Security-Policy"))
                .isEqualTo(written(passage).values("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("'nonce-" + nonce + "'");
        assertThat(pages.admit(SampleRequest.get("/")).nonce().orElseThrow().value())
                .isNotEqualTo(nonce);
    }

    @Test
    void tls_ended_by_a_proxy_counts_if_the_proxy_is_trusted() {
        IncomingRequest request = SampleRequest.get("/").from("10.0.0.7").with("X-Forwarded-Proto", "https");
        HttpSecurity trusting = HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .trustedProxies(TrustedProxies.ranges("10.0.0.0/8"))
                .build();

        assertThat(hsts(trusting.admit(request))).hasSize(1);
        assertThat(hsts(security.admit(request))).isEmpty();
        assertThat(hsts(security.admit(SampleRequest.get("/").overTls()))).hasSize(1);
    }

    @Test
    void the_first_stated_prefix_that_fits_decides() {
        HttpSecurity two = HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .cors("/api/admin/", Cors.denyAll())
                .cors("/api/", Cors.builder().origins(APP).methods("GET").build())
                .build();

        assertThat(allowed(two, "/api/admin/users")).isEmpty();
        assertThat(allowed(two, "/api/users")).containsExactly(APP);
        assertThat(allowed(two, "/users")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/", "/api", "/api/*", ""})
    void refuses_a_prefix_that_is_no_folder(String prefix) {
        HttpSecurity.Builder builder =
                HttpSecurity.builder().headers(SecurityHeaders.owasp()).cors(prefix, Cors.denyAll());

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("HttpSecurity: CORS path prefix \"" + prefix
                        + "\" must begin and end with a slash, as in /api/; leave out *");
    }

    @Test
    void tells_all_that_is_wrong_at_once() {
        HttpSecurity.Builder builder = HttpSecurity.builder()
                .cors("/api/", Cors.denyAll())
                .cors("/api/", Cors.denyAll())
                .endpoint("cron", request -> Answer.empty(204))
                .endpoint("/cron", request -> Answer.empty(204))
                .endpoint("/cron", request -> Answer.empty(204));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("""
                        HttpSecurity has 4 problems:
                        - CORS path prefix "/api/" is stated twice; state it once
                        - endpoint path "cron" must be one path that begins with a slash; leave out *
                        - endpoint path "/cron" is stated twice; state it once
                        - headers are missing; state them, for example SecurityHeaders.owasp()""");
    }

    private static SampleRequest preflight(String origin) {
        return SampleRequest.of("OPTIONS", "/api/cron/backup")
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "PUT");
    }

    private static List<String> allowed(HttpSecurity security, String path) {
        return written(security.admit(SampleRequest.get(path).with("Origin", APP)))
                .values("Access-Control-Allow-Origin");
    }

    private static List<String> hsts(Passage passage) {
        return written(passage).values("Strict-Transport-Security");
    }

    private static RecordingHeaders written(Passage passage) {
        RecordingHeaders headers = new RecordingHeaders();
        passage.writeTo(headers);
        return headers;
    }
}
