package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first rule that fails, in words. */
class ExplainTest {
    private static final String APP = "https://app.example";

    private final Cors cors = Cors.builder()
            .origins(APP, "https://*.example.com")
            .methods("PUT", "PATCH")
            .headers("Content-Type")
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://evil.example | refused by origin: \"https://evil.example\" is none of the 2 that are allowed",
                "http://app.example | refused by origin: \"http://app.example\" is not allowed; the same host is, as"
                        + " https://app.example",
                "https://a.example.com:8443 | refused by origin: \"https://a.example.com:8443\" is not allowed; the same"
                        + " host is, as https://*.example.com",
                "null | refused by origin: null is the origin of sandboxed frames and local files, which anyone can make",
                "https://app.example/ | refused by origin: \"https://app.example/\" is not written as browsers write an"
                        + " origin",
                "https://app.example | allowed: a page of \"https://app.example\" may read the answer, but not if it sends"
                        + " credentials"
            })
    void of_the_origin(String origin, String words) {
        assertThat(cors.explain(new CorsRequest("GET", Optional.of(origin), Optional.empty(), List.of())))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | content-type | allowed: a page of \"https://app.example\" may send \"PUT\" with the headers that it"
                        + " asks for",
                "DELETE | x-note | refused by method: \"DELETE\" is not among GET, HEAD, PATCH, POST, PUT",
                "patch | x-note | refused by method: \"patch\" is not allowed, but PATCH is: browsers put in capitals only"
                        + " DELETE, GET, HEAD, OPTIONS, POST and PUT, so the page must write PATCH",
                "PUT | content-type,x-note,x-other | refused by headers: \"x-note\" is not among Content-Type"
            })
    void of_a_preflight(String method, String headers, String words) {
        assertThat(cors.explain(preflight(APP, method, headers))).isEqualTo(words);
    }

    @Test
    void the_origin_comes_before_method_and_headers() {
        assertThat(cors.explain(preflight("https://evil.example", "DELETE", "x-note")))
                .startsWith("refused by origin: ");
    }

    @Test
    void of_headers_that_a_star_does_not_cover_or_that_are_not_read() {
        Cors any = Cors.builder().origins(APP).allowAnyHeaderButAuthorization().build();

        assertThat(any.explain(preflight(APP, "GET", "authorization")))
                .isEqualTo("refused by headers: \"authorization\" must be named, as * does not cover it");
        assertThat(any.explain(preflight(APP, "GET", "x".repeat(8193))))
                .isEqualTo("refused by headers: they have more than 8192 characters");
        assertThat(Cors.builder().origins(APP).build().explain(preflight(APP, "GET", "x-note")))
                .isEqualTo("refused by headers: \"x-note\" is not allowed, as none is named");
    }

    @Test
    void of_what_is_no_cross_origin_request_or_no_preflight() {
        assertThat(cors.explain(new CorsRequest("GET", Optional.empty(), Optional.empty(), List.of())))
                .isEqualTo("not CORS: the request names no origin");
        assertThat(cors.explain(new CorsRequest("options", Optional.of(APP), Optional.of("PUT"), List.of())))
                .endsWith("; a preflight has the method OPTIONS, in capitals");
        assertThat(Cors.denyAll().explain(preflight(APP, "GET", "")))
                .isEqualTo("refused by origin: no origin is allowed");
    }

    @Test
    void hostile_text_is_quoted_short_and_printable() {
        assertThat(cors.explain(preflight("https://\r\nX-Evil: \"\u0000é" + "x".repeat(10_000), "GET", "")))
                .isEqualTo("refused by origin: \"https://\\u000D\\u000AX-Evil: \\u0022\\u0000\\u00E9" + "x".repeat(99)
                        + "... (10021 characters)\" is not written as browsers write an origin");
    }

    private static CorsRequest preflight(String origin, String method, String headers) {
        return new CorsRequest("OPTIONS", Optional.of(origin), Optional.of(method), List.of(headers));
    }
}
