package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.cors.CorsDecision.Reason;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.testing.RecordingHeaders;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final String APP = "https://contentmax.ai";

    private final Cors story = Cors.builder()
            .origins(APP)
            .methods("GET", "POST", "PUT", "DELETE", "OPTIONS")
            .headers("Content-Type", "Authorization")
            .maxAge(Duration.ofSeconds(86400))
            .build();

    @Test
    void answers_a_preflight_with_the_headers_of_the_story() {
        assertThat(sent(story.decide(preflight(APP, "PUT", "authorization,content-type"))))
                .containsExactly(
                        "Access-Control-Allow-Origin: https://contentmax.ai",
                        "Access-Control-Allow-Methods: GET, POST, PUT, DELETE, OPTIONS",
                        "Access-Control-Allow-Headers: Content-Type, Authorization",
                        "Access-Control-Max-Age: 86400");
    }

    @Test
    void lets_an_allowed_page_read_the_answer_and_tells_caches_that_it_differs() {
        assertThat(sent(story.decide(actual("GET", APP))))
                .containsExactly("Access-Control-Allow-Origin: https://contentmax.ai", "Vary: Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://contentmax.ai.evil.example",
                "https://evilcontentmax.ai",
                "https://evil.example",
                "https://www.contentmax.ai",
                "http://contentmax.ai",
                "https://contentmax.ai:8443",
                "https://contentmax.ai/",
                "https://CONTENTMAX.ai",
                "https://contentmax.ai, https://evil.example",
                " https://contentmax.ai",
                "null",
                "*",
                ""
            })
    void refuses_every_origin_but_the_exact_one_without_a_cors_header(String origin) {
        assertThat(story.decide(actual("GET", origin)))
                .isEqualTo(new CorsDecision.Refused(Reason.ORIGIN, List.of(new HeaderField("Vary", "Origin"))));
        assertThat(story.decide(preflight(origin, "GET")))
                .isEqualTo(new CorsDecision.PreflightRefused(Reason.ORIGIN, List.of()));
    }

    @Test
    void tells_caches_also_on_a_request_without_origin() {
        CorsDecision decision = story.decide(new CorsRequest("GET", Optional.empty(), Optional.empty(), List.of()));

        assertThat(decision).isInstanceOf(CorsDecision.NotCors.class);
        assertThat(sent(decision)).containsExactly("Vary: Origin");
    }

    @Test
    void takes_an_options_request_that_asks_for_no_method_for_an_actual_one_that_nobody_caches() {
        assertThat(story.decide(actual("OPTIONS", APP))).isInstanceOf(CorsDecision.Actual.class);
        assertThat(sent(story.decide(actual("OPTIONS", APP))))
                .containsExactly("Access-Control-Allow-Origin: https://contentmax.ai");
        assertThat(sent(story.decide(actual("OPTIONS", "https://evil.example"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, true", "options, false", "GET, false"})
    void knows_a_preflight_by_its_method_in_capitals(String method, boolean isPreflight) {
        CorsRequest request = new CorsRequest(method, Optional.of(APP), Optional.of("PUT"), List.of());

        assertThat(request.isPreflight()).isEqualTo(isPreflight);
        assertThat(story.decide(request).answersPreflight()).isEqualTo(isPreflight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "put", "", "PUT, GET", "*"})
    void refuses_a_preflight_for_a_method_that_is_not_named_in_just_this_case(String method) {
        assertThat(story.decide(preflight(APP, method)))
                .isEqualTo(new CorsDecision.PreflightRefused(Reason.METHOD, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST"})
    void allows_the_safelisted_methods_unnamed(String method) {
        Cors bare = Cors.builder().origins(APP).build();

        assertThat(sent(bare.decide(preflight(APP, method))))
                .containsExactly("Access-Control-Allow-Origin: https://contentmax.ai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-note", "content-type,x-note", "*", "content-type;authorization"})
    void refuses_a_preflight_for_a_header_that_is_not_named(String names) {
        assertThat(story.decide(preflight(APP, "PUT", names)))
                .isEqualTo(new CorsDecision.PreflightRefused(Reason.HEADERS, List.of()));
    }

    @Test
    void what_was_allowed_last_lets_nothing_else_pass() {
        assertThat(story.decide(preflight(APP, "PUT", "authorization"))).isInstanceOf(CorsDecision.Preflight.class);

        for (String more : List.of("x-evil", "authorization,x-evil", "AUTHORIZATION2", "authorizatio")) {
            assertThat(story.decide(preflight(APP, "PUT", more)))
                    .isInstanceOf(CorsDecision.PreflightRefused.class)
                    .isEqualTo(story.decide(preflight(APP, "PUT", more)));
            assertThat(story.decide(preflight(APP, "PUT", "authorization", more)))
                    .isInstanceOf(CorsDecision.PreflightRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, ByText.FEW - 1, ByText.FEW, 100})
    void each_of_few_origins_and_of_many_is_granted_its_own_name(int number) {
        Cors cors = Cors.builder()
                .origins(IntStream.range(0, number)
                        .mapToObj(i -> "https://" + i + ".example")
                        .toArray(String[]::new))
                .dangerouslyAllowNullOrigin()
                .build();

        for (int i = 0; i < number; i++) {
            String origin = "https://" + i + ".example";
            assertThat(sent(cors.decide(actual("GET", origin))))
                    .containsExactly("Access-Control-Allow-Origin: " + origin, "Vary: Origin");
        }
        assertThat(sent(cors.decide(actual("GET", "null")))).contains("Access-Control-Allow-Origin: null");
        assertThat(sent(cors.decide(actual("GET", "https://" + number + ".example"))))
                .containsExactly("Vary: Origin");
    }

    @Test
    void takes_requested_headers_on_several_lines_with_blanks_and_in_any_case() {
        assertThat(story.decide(preflight(APP, "PUT", " Content-Type ,,", "", "AUTHORIZATION")))
                .isInstanceOf(CorsDecision.Preflight.class);
        assertThat(story.decide(preflight(APP, "PUT", "content-type", "x-note")))
                .isInstanceOf(CorsDecision.PreflightRefused.class);
    }

    @Test
    void says_that_credentials_are_allowed_on_preflight_and_answer() {
        Cors cors = Cors.builder().origins(APP).allowCredentials().build();

        assertThat(sent(cors.decide(preflight(APP, "GET")))).contains("Access-Control-Allow-Credentials: true");
        assertThat(sent(cors.decide(actual("GET", APP)))).contains("Access-Control-Allow-Credentials: true");
        assertThat(sent(cors.decide(actual("GET", "https://evil.example")))).containsExactly("Vary: Origin");
    }

    @Test
    void exposes_headers_on_the_answer_alone() {
        Cors cors = Cors.builder()
                .origins(APP)
                .exposedHeaders("Retry-After", "ETag")
                .build();

        assertThat(sent(cors.decide(actual("GET", APP)))).contains("Access-Control-Expose-Headers: Retry-After, ETag");
        assertThat(sent(cors.decide(preflight(APP, "GET")))).noneMatch(header -> header.contains("Expose"));
    }

    @Test
    void says_the_same_to_all_and_varies_by_nothing_when_any_origin_is_allowed() {
        Cors cors = Cors.builder().allowAnyOriginUnsafely().build();
        CorsRequest withoutOrigin = new CorsRequest("GET", Optional.empty(), Optional.empty(), List.of());

        assertThat(sent(cors.decide(actual("GET", "https://any.example"))))
                .containsExactly("Access-Control-Allow-Origin: *");
        assertThat(sent(cors.decide(withoutOrigin))).containsExactly("Access-Control-Allow-Origin: *");
        assertThat(sent(cors.decide(preflight("https://any.example", "GET"))))
                .containsExactly("Access-Control-Allow-Origin: *");
    }

    @Test
    void denies_all_without_a_header() {
        assertThat(sent(Cors.denyAll().decide(actual("GET", APP)))).isEmpty();
        assertThat(Cors.denyAll().decide(preflight(APP, "GET")))
                .isEqualTo(new CorsDecision.PreflightRefused(Reason.ORIGIN, List.of()));
    }

    @Test
    void lets_any_method_and_header_pass_but_authorization() {
        Cors cors = Cors.builder()
                .origins(APP)
                .allowAnyMethod()
                .allowAnyHeaderButAuthorization()
                .exposeAnyHeader()
                .build();

        assertThat(sent(cors.decide(preflight(APP, "purge", "x-note", "x-other"))))
                .containsExactly(
                        "Access-Control-Allow-Origin: https://contentmax.ai",
                        "Access-Control-Allow-Methods: *",
                        "Access-Control-Allow-Headers: *");
        assertThat(sent(cors.decide(actual("GET", APP)))).contains("Access-Control-Expose-Headers: *");
        assertThat(reason(cors.decide(preflight(APP, "PUT", "x-note,Authorization"))))
                .contains(Reason.HEADERS);
        assertThat(reason(cors.decide(preflight(APP, "trace")))).contains(Reason.METHOD);
        assertThat(reason(cors.decide(preflight(APP, "PUT DELETE")))).contains(Reason.METHOD);
        assertThat(reason(cors.decide(preflight(APP, "PUT", "x note")))).contains(Reason.HEADERS);
    }

    @Test
    void lets_authorization_pass_beside_any_header_when_it_is_named() {
        Cors cors = Cors.builder()
                .origins(APP)
                .allowAnyHeaderButAuthorization()
                .headers("Authorization")
                .build();

        assertThat(sent(cors.decide(preflight(APP, "GET", "authorization,x-note"))))
                .contains("Access-Control-Allow-Headers: *, Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0authorization", "authorization\u2003", "authori\u017fation", "x-\u212aey", "\u0000"})
    void takes_no_other_blank_and_no_look_alike_for_a_header(String name) {
        Cors cors = story.toBuilder().headers("X-Key").build();

        assertThat(reason(cors.decide(preflight(APP, "PUT", name)))).contains(Reason.HEADERS);
    }

    @Test
    void reads_requested_headers_of_8192_characters_and_no_more() {
        String line = "authorization," + " ".repeat(8177);

        assertThat(line).hasSize(8191);
        assertThat(story.decide(preflight(APP, "PUT", line))).isInstanceOf(CorsDecision.Preflight.class);
        assertThat(reason(story.decide(preflight(APP, "PUT", line + " ")))).contains(Reason.HEADERS);
        assertThat(reason(story.decide(preflight(APP, "PUT", line, "")))).contains(Reason.HEADERS);
        assertThat(reason(story.decide(new CorsRequest(
                        "OPTIONS", Optional.of(APP), Optional.of("PUT"), Collections.nCopies(1_000_000, "")))))
                .contains(Reason.HEADERS);
        assertThat(reason(story.decide(preflight(APP, "PUT", ",".repeat(10_000_000)))))
                .contains(Reason.HEADERS);
    }

    @Test
    void asks_leave_for_safelisted_headers_whose_value_was_not_safe() {
        Cors bare = Cors.builder().origins(APP).build();

        assertThat(reason(bare.decide(preflight(APP, "POST", "content-type")))).contains(Reason.HEADERS);
        assertThat(bare.decide(preflight(APP, "POST"))).isInstanceOf(CorsDecision.Preflight.class);
    }

    @Test
    void tells_a_max_age_of_zero_from_none() {
        Cors.Builder bare = Cors.builder().origins(APP);

        assertThat(sent(bare.build().decide(preflight(APP, "GET")))).noneMatch(header -> header.contains("Max-Age"));
        assertThat(sent(bare.maxAge(Duration.ZERO).build().decide(preflight(APP, "GET"))))
                .contains("Access-Control-Max-Age: 0");
    }

    @Test
    void answers_a_subdomain_by_its_own_name() {
        Cors cors = Cors.builder()
                .origins("https://*.contentmax.ai")
                .allowCredentials()
                .build();

        assertThat(sent(cors.decide(actual("GET", "https://a.b.contentmax.ai"))))
                .containsExactly(
                        "Access-Control-Allow-Origin: https://a.b.contentmax.ai",
                        "Access-Control-Allow-Credentials: true",
                        "Vary: Origin");
        assertThat(reason(cors.decide(preflight(APP, "GET")))).contains(Reason.ORIGIN);
    }

    @Test
    void varies_answers_to_options_by_all_that_they_differ_by_when_told_to() {
        Cors cors = story.toBuilder().varyOnPreflights().build();
        List<CorsRequest> requests = List.of(
                preflight(APP, "PUT"),
                preflight(APP, "PATCH"),
                preflight("https://evil.example", "PUT"),
                actual("OPTIONS", APP),
                actual("OPTIONS", "https://evil.example"),
                new CorsRequest("OPTIONS", Optional.empty(), Optional.empty(), List.of()));

        assertThat(requests).allSatisfy(request -> {
            RecordingHeaders response = new RecordingHeaders();
            cors.decide(request).writeTo(response);
            assertThat(response.values("Vary"))
                    .containsExactly("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
        });
        assertThat(sent(cors.decide(actual("GET", APP))))
                .filteredOn(header -> header.startsWith("Vary"))
                .containsExactly("Vary: Origin");
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(sent(story.decide(request))).noneMatch(header -> header.startsWith("Vary")));
    }

    @Test
    void names_the_rule_in_a_header_when_told_to_and_only_to_who_is_refused() {
        Cors cors = story.toBuilder().explainRefusals().build();

        assertThat(sent(cors.decide(actual("GET", "https://evil.example"))))
                .containsExactly("X-Cors-Debug: the origin is not allowed", "Vary: Origin");
        assertThat(sent(cors.decide(preflight("https://evil.example", "PUT"))))
                .containsExactly("X-Cors-Debug: the origin is not allowed");
        assertThat(sent(cors.decide(preflight(APP, "PATCH"))))
                .containsExactly("X-Cors-Debug: the method is not allowed");
        assertThat(sent(cors.decide(preflight(APP, "PUT", "x-note"))))
                .containsExactly("X-Cors-Debug: a header is not allowed");
        assertThat(sent(cors.decide(preflight(APP, "PUT")))).noneMatch(header -> header.contains("Debug"));
        assertThat(sent(cors.decide(actual("GET", APP)))).noneMatch(header -> header.contains("Debug"));
    }

    @Test
    void says_nothing_of_private_networks_which_no_standard_has_any_more() {
        assertThat(sent(story.decide(preflight(APP, "PUT")))).noneMatch(header -> header.contains("Network"));
    }

    @Test
    void tells_a_websocket_handshake_which_origins_are_allowed() {
        assertThat(story.allowsOrigin(APP)).isTrue();
        assertThat(story.allowsOrigin("https://evil.example")).isFalse();
        assertThat(story.allowsOrigin("null")).isFalse();
        assertThat(Cors.denyAll().allowsOrigin(APP)).isFalse();
    }

    @Test
    void adds_to_what_a_response_varies_by_already() {
        RecordingHeaders response = new RecordingHeaders();
        response.set("Vary", "Accept-Encoding");

        story.decide(actual("GET", APP)).writeTo(response);
        story.decide(actual("GET", APP)).writeTo(response);

        assertThat(response.values("Vary")).containsExactly("Accept-Encoding", "Origin");
        assertThat(response.values("Access-Control-Allow-Origin")).hasSize(1);
    }

    @Test
    void leaves_the_original_untouched_by_its_builders() {
        Cors wider = story.toBuilder().origins("https://staging.contentmax.ai").build();

        assertThat(wider.decide(actual("GET", "https://staging.contentmax.ai")))
                .isInstanceOf(CorsDecision.Actual.class);
        assertThat(story.decide(actual("GET", "https://staging.contentmax.ai")))
                .isInstanceOf(CorsDecision.Refused.class);
    }

    private static CorsRequest actual(String method, String origin) {
        return new CorsRequest(method, Optional.of(origin), Optional.empty(), List.of());
    }

    private static CorsRequest preflight(String origin, String method, String... headers) {
        return new CorsRequest("OPTIONS", Optional.of(origin), Optional.of(method), List.of(headers));
    }

    private static Optional<Reason> reason(CorsDecision decision) {
        return decision instanceof CorsDecision.PreflightRefused refused
                ? Optional.of(refused.reason())
                : Optional.empty();
    }

    private static List<String> sent(CorsDecision decision) {
        RecordingHeaders response = new RecordingHeaders();
        decision.writeTo(response);
        return response.fields().stream().map(HeaderField::toString).toList();
    }
}
