package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsBuilderTest {
    private final Cors.Builder cors = Cors.builder().origins("https://contentmax.ai");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com:8080",
                "https://example.com:65535",
                "https://xn--bcher-kva.example",
                "http://127.0.0.1:3000",
                "http://[::1]:3000"
            })
    void takes_origins_as_browsers_send_them(String origin) {
        assertThat(Cors.builder().origins(origin).build().toString()).contains(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "*, allowAnyOriginUnsafely",
        "null, any sandboxed frame",
        "https://example.com:443, default port",
        "http://example.com:80, default port",
        "https://example.com:65536, the last is 65535",
        "https://example.com:0, not exact",
        "https://example.com/, not exact",
        "https://Example.com, not exact",
        "https://*.example.com, not exact",
        "https://example.com:*, not exact",
        "https://user@example.com, not exact",
        "https://bücher.example, not exact",
        "example.com, not exact",
        "ftp://example.com, not exact",
        "https://.example.com, not exact",
        "'', not exact"
    })
    void refuses_what_no_browser_sends_as_an_origin_to_trust(String origin, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cors.builder().origins(origin).build())
                .withMessageContaining(why);
    }

    @Test
    void refuses_to_be_built_without_an_origin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cors.builder().methods("GET").build())
                .withMessageContaining("no origin is named");
    }

    @Test
    void refuses_any_origin_with_credentials() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cors.builder()
                        .allowAnyOriginUnsafely()
                        .allowCredentials()
                        .build())
                .withMessageContaining("any origin with credentials");
    }

    @Test
    void refuses_any_origin_beside_named_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cors.allowAnyOriginUnsafely().build())
                .withMessageContaining("choose one");
    }

    @Test
    void refuses_credentials_over_plain_http_but_on_this_machine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cors.builder()
                        .origins("http://contentmax.ai")
                        .allowCredentials()
                        .build())
                .withMessageContaining("use https");
        assertThat(Cors.builder()
                        .origins("http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000")
                        .allowCredentials()
                        .build())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "get, write GET",
        "Patch, write PATCH",
        "TRACE, browsers never send",
        "connect, browsers never send",
        "*, without *",
        "'GET POST', not a method's name",
        "'', not a method's name"
    })
    void refuses_a_method_that_would_not_do_what_it_says(String method, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cors.methods(method).build())
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "Content Type", "", "X-Note\r\nSet-Cookie", "Überschrift"})
    void refuses_a_header_that_has_no_such_name(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cors.headers(header).build())
                .withMessageContaining("is not a header's name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cors.builder()
                        .origins("https://contentmax.ai")
                        .exposedHeaders(header)
                        .build())
                .withMessageContaining("exposed header");
    }

    @Test
    void takes_a_max_age_of_whole_seconds_up_to_a_day() {
        assertThat(Cors.LONGEST_MAX_AGE).hasSeconds(86400);
        assertThat(cors.maxAge(Duration.ZERO).build()).isNotNull();
        assertThat(cors.maxAge(Cors.LONGEST_MAX_AGE).build()).isNotNull();
        for (Duration wrong :
                new Duration[] {Duration.ofSeconds(-1), Duration.ofMillis(1500), Cors.LONGEST_MAX_AGE.plusSeconds(1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cors.maxAge(wrong).build())
                    .withMessageContaining("from 0 to 86400");
        }
    }

    @Test
    void tells_all_problems_at_once() {
        Cors.Builder wrong = Cors.builder()
                .origins("null", "http://a.example", "https://b.example", "https://b.example")
                .allowCredentials()
                .methods("get", "PUT", "PUT")
                .headers("*", "X-Note", "x-note")
                .maxAge(Duration.ofDays(2));

        assertThatIllegalArgumentException().isThrownBy(wrong::build).withMessage("""
                CORS policy is not valid:
                - origin null is refused, as any sandboxed frame has it; name the real origin
                - origin http://a.example with credentials lets everyone on the network act as the user; use https
                - method get is not GET, as methods are case-sensitive; write GET
                - header "*" is not a header's name; name each header, without *
                - origin https://b.example is named twice; name it once
                - method PUT is named twice; name it once
                - header x-note is named twice; name it once
                - max age is PT48H; give whole seconds from 0 to 86400""");
    }
}
