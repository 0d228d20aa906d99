package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of headers that have more than one word. */
class TypedHeadersTest {
    @Test
    void permissions_policy_is_a_structured_dictionary() {
        PermissionsPolicy policy = PermissionsPolicy.builder()
                .none("camera", "microphone")
                .self("sync-xhr")
                .selfAnd("geolocation", "https://maps.example.com", "https://*.maps.example:8443")
                .only("fullscreen", "https://player.example")
                .anyOrigin("picture-in-picture")
                .build();

        assertThat(StructuredFieldReader.dictionary(policy.value()))
                .isEqualTo(Map.of(
                        "camera", List.of(),
                        "microphone", List.of(),
                        "sync-xhr", List.of("self"),
                        "geolocation",
                                List.of("self", "\"https://maps.example.com\"", "\"https://*.maps.example:8443\""),
                        "fullscreen", List.of("\"https://player.example\""),
                        "picture-in-picture", "*"));
        assertThat(policy).hasToString(policy.value());
    }

    @Test
    void permissions_policy_names_all_problems_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermissionsPolicy.builder()
                        .none("geolocaton", "camera", "Camera", "x\r\ny")
                        .self("camera")
                        .only("usb", "example.com", "https://a.example/path")
                        .build())
                .withMessage("""
                        Permissions-Policy has 6 problems:
                        - geolocaton is no known feature; did you mean geolocation?
                        - "Camera" is no feature; names are a to z, 0 to 9 and -
                        - "x??y" is no feature; names are a to z, 0 to 9 and -
                        - camera is stated twice, and browsers follow the last; state it once
                        - usb names "example.com", which is no origin in lower case, as in https://maps.example.com
                        - usb names "https://a.example/path", which is no origin in lower case, as in\
                         https://maps.example.com""");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermissionsPolicy.builder().build())
                .withMessageContaining("states no feature");
    }

    @Test
    void permissions_policy_takes_a_feature_that_is_newer_than_this_library() {
        assertThat(PermissionsPolicy.builder().none("teleportation").build().value())
                .isEqualTo("teleportation=()");
    }

    @Test
    void permissions_policy_of_a_preset_may_be_changed() {
        PermissionsPolicy changed =
                PermissionsPolicy.owasp().toBuilder().self("camera").build();

        assertThat(StructuredFieldReader.dictionary(changed.value()))
                .hasSize(29)
                .containsEntry("camera", List.of("self"))
                .containsEntry("usb", List.of());
        assertThat(StructuredFieldReader.dictionary(PermissionsPolicy.owasp().value()))
                .containsEntry("camera", List.of());
    }

    @Test
    void reporting_endpoints_are_a_structured_dictionary_of_strings() {
        ReportingEndpoints endpoints =
                ReportingEndpoints.of("csp", "/csp-reports?a=b").and("default", "https://r.example/x");

        assertThat(StructuredFieldReader.dictionary(endpoints.value()))
                .isEqualTo(Map.of("csp", "\"/csp-reports?a=b\"", "default", "\"https://r.example/x\""));
        assertThat(endpoints.names()).containsExactly("csp", "default");
    }

    @Test
    void strings_of_structured_fields_escape_their_quotes() {
        String serialized = StructuredField.string("a\"b\\c");

        assertThat(serialized).isEqualTo("\"a\\\"b\\\\c\"");
        assertThat(StructuredFieldReader.dictionary("k=" + serialized)).containsEntry("k", "\"a\"b\\c\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Csp, /a",
        "1, /a",
        "a b, /a",
        "'', /a",
        "csp, http://r.example/",
        "csp, //r.example/",
        "csp, r.example",
        "csp, https://u:p@r.example/",
        "csp, 'https://r.example/a b'",
        "csp, https://r.example/é",
        "csp, ''"
    })
    void reporting_endpoints_refuse(String name, String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReportingEndpoints.of(name, url));
    }

    @Test
    void reporting_endpoints_refuse_a_name_twice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportingEndpoints.of("a", "/a").and("a", "/b"))
                .withMessageContaining("stated twice");
    }

    @Test
    void integrity_policy_is_a_structured_dictionary_of_tokens() {
        assertThat(IntegrityPolicy.scripts().value()).isEqualTo("blocked-destinations=(script)");
        assertThat(StructuredFieldReader.dictionary(
                        IntegrityPolicy.scriptsAndStyles().reportTo("sri").value()))
                .isEqualTo(Map.of("blocked-destinations", List.of("script", "style"), "endpoints", List.of("sri")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntegrityPolicy.scripts().reportTo("S RI"));
    }

    @Test
    void network_error_logging_is_json_for_both_its_headers() {
        NetworkErrorLogging nel = NetworkErrorLogging.of(URI.create("https://r.example/nel?a=b"), Duration.ofDays(30))
                .withSubDomains()
                .sampling(0.5, 0.01);

        assertThat(Json.<Object>read(nel.value(), Object.class))
                .isEqualTo(Map.of(
                        "report_to",
                        "nel",
                        "max_age",
                        2592000,
                        "include_subdomains",
                        true,
                        "failure_fraction",
                        0.5,
                        "success_fraction",
                        0.01));
        assertThat(Json.<Object>read(nel.reportTo(), Object.class))
                .isEqualTo(Map.of(
                        "group",
                        "nel",
                        "max_age",
                        2592000,
                        "include_subdomains",
                        true,
                        "endpoints",
                        List.of(Map.of("url", "https://r.example/nel?a=b"))));
        assertThat(NetworkErrorLogging.of(URI.create("https://r.example"), Duration.ZERO)
                        .value())
                .doesNotContain("include_subdomains");
    }

    @Test
    void network_error_logging_refuses() {
        URI good = URI.create("https://r.example/");
        NetworkErrorLogging nel = NetworkErrorLogging.of(good, Duration.ofDays(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkErrorLogging.of(URI.create("http://r.example/"), Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkErrorLogging.of(good, Duration.ofMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkErrorLogging.of(good, Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> nel.sampling(1.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> nel.sampling(1, Double.NaN));
    }

    @Test
    void cache_control_is_a_list_in_the_order_in_which_it_was_stated() {
        assertThat(CacheControl.noStore().value()).isEqualTo("no-store");
        assertThat(CacheControl.immutable(Duration.ofDays(365)).value())
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(CacheControl.builder()
                        .unshared()
                        .revalidated()
                        .noTransform()
                        .mustRevalidate()
                        .maxAge(Duration.ofMinutes(1))
                        .staleWhileRevalidate(Duration.ofSeconds(30))
                        .staleIfError(Duration.ZERO)
                        .build()
                        .value())
                .isEqualTo("private, no-cache, no-transform, must-revalidate, max-age=60, stale-while-revalidate=30,"
                        + " stale-if-error=0");
        assertThat(CacheControl.builder()
                        .shared()
                        .sharedMaxAge(Duration.ofHours(1))
                        .build())
                .hasToString("public, s-maxage=3600");
    }

    @Test
    void cache_control_names_all_contradictions_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheControl.builder()
                        .shared()
                        .unshared()
                        .withoutStore()
                        .maxAge(Duration.ofMillis(1500))
                        .maxAge(Duration.ofSeconds(5))
                        .sharedMaxAge(Duration.ofSeconds(5))
                        .immutable()
                        .build())
                .withMessageContaining("7 problems")
                .withMessageContaining("public and private")
                .withMessageContaining("s-maxage and private")
                .withMessageContaining("no-store and immutable")
                .withMessageContaining("no-store and s-maxage")
                .withMessageContaining("no-store and a max-age")
                .withMessageContaining("max-age is PT1.5S")
                .withMessageContaining("max-age is stated twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheControl.builder().build())
                .withMessageContaining("states nothing");
    }

    @Test
    void clear_site_data_is_a_list_of_quoted_words() {
        assertThat(ClearSiteData.value(List.of(ClearSiteData.CACHE, ClearSiteData.COOKIES, ClearSiteData.STORAGE)))
                .isEqualTo("\"cache\",\"cookies\",\"storage\"");
        assertThat(ClearSiteData.ALL.value()).isEqualTo("\"*\"");
        assertThat(ClearSiteData.EXECUTION_CONTEXTS.value()).isEqualTo("\"executionContexts\"");
    }

    @Test
    void clear_site_data_names_all_problems_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClearSiteData.value(List.of(ClearSiteData.ALL, ClearSiteData.CACHE, ClearSiteData.CACHE)))
                .withMessageContaining("names one twice")
                .withMessageContaining("ALL stands alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClearSiteData.value(List.of()))
                .withMessageContaining("names nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "noopener-allow-popups"})
    void opener_policies_are_those_of_the_html_standard(String value) {
        assertThat(CrossOriginOpenerPolicy.values())
                .extracting(CrossOriginOpenerPolicy::value)
                .contains(value)
                .hasSize(4);
    }
}
