package dev.seaworthy.security.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.csp.Nonces;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.testing.RecordingHeaders;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.testkit.Logged;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        try (Logged log = new Logged()) {
            Answer answer =
                    security.admit(SampleRequest.get("/api/broken")).answer().orElseThrow();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"error\":\"the endpoint failed; the log says why\"}");
            assertThat(log.text())
                    .contains("Endpoint /api/broken failed", "java.io.IOException")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void maintenance_closes_endpoints_too_but_neither_preflights_nor_named_clients() {
        HttpSecurity closed = HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .cors("/api/", Cors.builder().origins(APP).methods("PUT").build())
                .trustedProxies(TrustedProxies.hops(1))
                .maintenance(MaintenanceMode.when(() -> true)
                        .openPaths("/health")
                        .openTo("203.0.113.0/24")
                        .build())
                .endpoint("/api/cron/backup", request -> Answer.json(202, "{}"))
                .build();
        SampleRequest request = SampleRequest.get("/api/cron/backup");

        assertThat(status(closed, request)).contains(503);
        assertThat(status(closed, request.with("X-Forwarded-For", "203.0.113.9")))
                .contains(202);
        assertThat(status(closed, request.with("X-Forwarded-For", "203.0.113.9, 198.51.100.1")))
                .contains(503);
        assertThat(status(closed, preflight(APP))).contains(204);
        assertThat(status(closed, SampleRequest.get("/health"))).isEmpty();
    }

    @Test
    void a_preflight_is_judged_by_all_that_it_asks_for() {
        assertThat(status(security, preflight(APP).with("Access-Control-Request-Headers", "x-evil")))
                .contains(403);
    }

    @Test
    void a_nonce_of_another_source_is_taken_and_hsts_goes_over_tls_alone() {
        HttpSecurity pages = HttpSecurity.builder()
                .headers(SecurityHeaders.htmlPage())
                .nonces(Nonces.of(new Zeros()))
                .build();

        assertThat(pages.admit(SampleRequest.get("/")).nonce())
                .map(Nonce::value)
                .contains("A".repeat(24));
        assertThat(hsts(pages.admit(SampleRequest.get("/")))).isEmpty();
        assertThat(hsts(pages.admit(SampleRequest.get("/").overTls()))).hasSize(1);
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
    void the_longest_prefix_that_fits_decides_whichever_is_stated_first() {
        Cors api = Cors.builder().origins(APP).methods("GET").build();
        HttpSecurity.Builder headers = HttpSecurity.builder().headers(SecurityHeaders.owasp());
        HttpSecurity two =
                headers.cors("/api/", api).cors("/api/admin/", Cors.denyAll()).build();
        HttpSecurity other = HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .cors("/api/admin/", Cors.denyAll())
                .cors("/api/", api)
                .build();

        for (HttpSecurity each : List.of(two, other)) {
            assertThat(allowed(each, "/api/admin/users")).isEmpty();
            assertThat(allowed(each, "/api/users")).containsExactly(APP);
            assertThat(allowed(each, "/users")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/../api/ok",
                "/x/..;/api/ok",
                "/x/%2e%2e/api/ok",
                "/x/..%2fapi/ok",
                "/x/..%5Capi/ok",
                "/x/..\\api/ok",
                "//api/ok",
                "/api//ok",
                "/api/ok;x",
                "/api/ok%3bx",
                "/api/ok%00",
                "/api/./ok",
                "/api/.",
            })
    void nobody_is_granted_anything_on_a_path_that_is_read_in_several_ways(String target) {
        assertThat(allowed(security, target)).isEmpty();
        assertThat(security.admit(SampleRequest.of("OPTIONS", target)
                                .with("Origin", APP)
                                .with("Access-Control-Request-Method", "PUT"))
                        .answer())
                .map(Answer::status)
                .contains(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/x/../api/cron/backup", "/api/cron/..;/cron/backup", "/api/cron/backup;x", "//api/cron/backup"})
    void no_endpoint_answers_a_path_that_is_read_in_several_ways(String target) {
        assertThat(security.admit(SampleRequest.get(target)).answer()).isEmpty();
        assertThat(security.admit(SampleRequest.get("/api/cron/backup?x=/../y")).answer())
                .isPresent();
    }

    @Test
    void what_the_application_took_away_is_settled_and_what_it_set_stays() {
        Passage passage = security.admit(SampleRequest.get("/api/ok").with("Origin", APP));
        RecordingHeaders headers = new RecordingHeaders();
        headers.set("X-Frame-Options", "SAMEORIGIN");
        headers.set("Server", "leaky");
        headers.set("Vary", "Accept-Encoding");

        passage.settle(headers);

        assertThat(headers.values("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(headers.values("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.values("Access-Control-Allow-Origin")).containsExactly(APP);
        assertThat(headers.values("Vary")).containsExactly("Accept-Encoding", "Origin");
        assertThat(headers.values("Server")).isEmpty();
    }

    @Test
    void the_application_learns_who_asks() {
        SampleRequest request = SampleRequest.get("/")
                .from("10.0.0.7")
                .with("X-Forwarded-For", "203.0.113.9")
                .with("X-Forwarded-Proto", "https");
        HttpSecurity trusting = HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .trustedProxies(TrustedProxies.ranges("10.0.0.0/8"))
                .build();

        assertThat(trusting.admit(request).clientAddress())
                .map(InetAddress::getHostAddress)
                .contains("203.0.113.9");
        assertThat(trusting.admit(request).isSecure()).isTrue();
        assertThat(security.admit(request).clientAddress())
                .map(InetAddress::getHostAddress)
                .contains("10.0.0.7");
        assertThat(security.admit(request).isSecure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/", "/api", "/api/*", ""})
    void refuses_a_prefix_that_is_no_folder(String prefix) {
        HttpSecurity.Builder builder =
                HttpSecurity.builder().headers(SecurityHeaders.owasp()).cors(prefix, Cors.denyAll());

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "HttpSecurity: CORS path prefix \"" + prefix
                                + "\" must begin and end with a slash, as in /api/, without *, %, ?, #, ;, \\, // or dot segments");
    }

    @Test
    void tells_all_that_is_wrong_at_once() {
        HttpSecurity.Builder builder = HttpSecurity.builder()
                .cors("/api/", Cors.denyAll())
                .cors("/api/", Cors.denyAll())
                .endpoint("cron", request -> Answer.empty(204))
                .endpoint("/cron/*", request -> Answer.empty(204))
                .endpoint("/cron", request -> Answer.empty(204))
                .endpoint("/cron", request -> Answer.empty(204));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("""
                        HttpSecurity has 5 problems:
                        - CORS path prefix "/api/" is stated twice; state it once
                        - endpoint path "cron" must begin with a slash, without *, %, ?, #, ;, \\, // or dot segments
                        - endpoint path "/cron/*" must begin with a slash, without *, %, ?, #, ;, \\, // or dot segments
                        - endpoint path "/cron" is stated twice; state it once
                        - headers are missing; state them, for example SecurityHeaders.owasp()""");
    }

    private static Optional<Integer> status(HttpSecurity security, IncomingRequest request) {
        return security.admit(request).answer().map(Answer::status);
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

    private static final class Zeros extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
