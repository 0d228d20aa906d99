package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.cors.CorsProblem.Kind;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
        "*, ORIGIN_ANY_AS_NAME",
        "null, ORIGIN_NULL",
        "https://example.com:443, ORIGIN_DEFAULT_PORT",
        "http://example.com:80, ORIGIN_DEFAULT_PORT",
        "https://example.com:65536, ORIGIN_PORT",
        "https://example.com:0, ORIGIN_PORT",
        "https://example.com:08443, ORIGIN_PORT",
        "https://example.com:8443x, ORIGIN_PORT",
        "https://example.com:, ORIGIN_PORT",
        "https://example.com:-1, ORIGIN_PORT",
        "https://example.com:8443:8443, ORIGIN_PORT",
        "https://example.com/, ORIGIN_NOT_BARE",
        "https://example.com/app, ORIGIN_NOT_BARE",
        "https://example.com?q, ORIGIN_NOT_BARE",
        "https://example.com#top, ORIGIN_NOT_BARE",
        "https://user@example.com, ORIGIN_NOT_BARE",
        "https://exa mple.com, ORIGIN_NOT_BARE",
        "https://Example.com, ORIGIN_UPPER_CASE",
        "HTTPS://example.com, ORIGIN_UPPER_CASE",
        "http://[::A], ORIGIN_UPPER_CASE",
        "https://bücher.example, ORIGIN_NOT_ASCII",
        "example.com, ORIGIN_SCHEME",
        "//example.com, ORIGIN_SCHEME",
        "'', ORIGIN_SCHEME",
        "ftp://example.com, ORIGIN_SCHEME",
        "file://example.com, ORIGIN_SCHEME",
        "wss://example.com, ORIGIN_SCHEME",
        "*://example.com, ORIGIN_SCHEME",
        "1http://example.com, ORIGIN_SCHEME",
        "https://*, ORIGIN_WILDCARD",
        "https://*example.com, ORIGIN_WILDCARD",
        "https://a.*.example.com, ORIGIN_WILDCARD",
        "https://*.*.example.com, ORIGIN_WILDCARD",
        "https://example.*, ORIGIN_WILDCARD",
        "https://example.com:84*, ORIGIN_WILDCARD",
        "https://*.127.0.0.1, ORIGIN_WILDCARD",
        "https://.example.com, ORIGIN_HOST",
        "https://example..com, ORIGIN_HOST",
        "https://example.com., ORIGIN_HOST",
        "https://, ORIGIN_HOST",
        "https://exa%6dple.com, ORIGIN_HOST",
        "https://1.2.3, ORIGIN_HOST",
        "https://256.1.1.1, ORIGIN_HOST",
        "https://01.1.1.1, ORIGIN_HOST",
        "https://0x7f000001.0x1, ORIGIN_HOST",
        "https://example.3, ORIGIN_HOST",
        "https://[::1, ORIGIN_HOST",
        "https://*.[::1], ORIGIN_HOST"
    })
    void refuses_what_no_browser_sends_as_an_origin_to_trust(String origin, Kind why) {
        assertThat(Cors.builder().origins(origin).problems()).containsExactly(new CorsProblem(why, origin));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cors.builder().origins(origin).build())
                .withMessageContaining("\n- origin ");
    }

    @ParameterizedTest
    @CsvSource({"63, 0", "64, 1"})
    void refuses_a_label_that_the_dns_cannot_hold(int length, int problems) {
        assertThat(Cors.builder()
                        .origins("https://" + "a".repeat(length) + ".example")
                        .problems())
                .hasSize(problems);
    }

    @Test
    void refuses_a_host_that_the_dns_cannot_hold() {
        String host = "a.".repeat(126) + "b";

        assertThat(host).hasSize(253);
        assertThat(Cors.builder().origins("https://" + host).problems()).isEmpty();
        assertThat(Cors.builder().origins("https://a" + host).problems())
                .extracting(CorsProblem::kind)
                .containsExactly(Kind.ORIGIN_HOST);
        assertThat(Cors.builder().origins("https://*." + host).problems())
                .extracting(CorsProblem::kind)
                .containsExactly(Kind.ORIGIN_HOST);
        assertThat(Cors.builder().origins("https://" + host.repeat(2)).problems())
                .extracting(CorsProblem::kind)
                .containsExactly(Kind.ORIGIN_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "::",
                "1::",
                "2001:db8::1",
                "2001:db8:0:1:1:1:1:1",
                "2001:0:0:1::1",
                "2001:db8::1:0:0:1",
                "1:2:3:4:5:6:7:8",
                "::ffff:102:304",
                "fe80::a"
            })
    void takes_ipv6_addresses_in_their_shortest_form(String address) {
        assertThat(Cors.builder().origins("http://[" + address + "]:3000").problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "0:0:0:0:0:0:0:1",
                "2001:db8::0:1",
                "2001:db8::1:1:1:1:1",
                "2001:0db8::1",
                "::ffff:1.2.3.4",
                "fe80::1%25eth0",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "::g",
                "2001::1:0:0:0:1",
                "1:0:0:2:3::4",
                "1:::2"
            })
    void refuses_ipv6_addresses_in_any_other_form(String address) {
        assertThat(Cors.builder().origins("http://[" + address + "]").problems())
                .extracting(CorsProblem::kind)
                .isSubsetOf(Kind.ORIGIN_HOST)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*.example.com",
                "https://example.com:*",
                "https://*.example.com:*",
                "http://localhost:*",
                "http://127.0.0.1:*",
                "http://[::1]:*",
                "https://*.example.com:8443",
                "https://my_app.example.com",
                "capacitor://localhost",
                "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
            })
    void takes_a_leading_label_a_port_of_any_kind_and_the_schemes_of_apps(String pattern) {
        assertThat(Cors.builder().origins(pattern).build().toString()).contains(pattern);
    }

    @Test
    void refuses_to_be_built_without_an_origin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cors.builder().methods("GET").build())
                .withMessageContaining("no origin is named");
    }

    @Test
    void refuses_any_origin_with_credentials() {
        Cors.Builder any = Cors.builder().allowAnyOriginUnsafely().allowCredentials();

        assertThat(any.problems()).containsExactly(new CorsProblem(Kind.ORIGIN_ANY_WITH_CREDENTIALS, "*"));
        assertThatIllegalArgumentException()
                .isThrownBy(any::build)
                .withMessageContaining("any origin with credentials");
    }

    @Test
    void takes_the_null_origin_by_a_loud_name_and_never_with_credentials() {
        Cors.Builder sandbox = Cors.builder().dangerouslyAllowNullOrigin();

        assertThat(sandbox.build().allowsOrigin("null")).isTrue();
        assertThat(sandbox.build().toBuilder().build().allowsOrigin("null")).isTrue();
        assertThat(cors.build().allowsOrigin("null")).isFalse();
        assertThat(sandbox.allowCredentials().problems())
                .containsExactly(new CorsProblem(Kind.ORIGIN_NULL_WITH_CREDENTIALS, "null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*.com",
                "https://*.dev:*",
                "https://*.co.uk",
                "https://*.com.au",
                "https://*.gov.bd",
                "https://*.anything.ck",
                "https://*.github.io",
                "https://*.vercel.app:8443"
            })
    void refuses_subdomains_that_strangers_can_have_with_credentials(String pattern) {
        Cors.Builder open = Cors.builder().origins(pattern).allowCredentials();

        assertThat(open.problems())
                .containsExactly(new CorsProblem(Kind.ORIGIN_PUBLIC_SUFFIX_WITH_CREDENTIALS, pattern));
        assertThat(open.dangerouslyAllowSubdomainsOfPublicSuffixesWithCredentials()
                        .problems())
                .isEmpty();
        assertThat(Cors.builder().origins(pattern).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*.example.com",
                "https://*.contentmax.ai",
                "https://*.bbc.co.uk",
                "https://*.seaworthy.github.io",
                "https://contentmax.vercel.app",
                "https://*.co.example",
                "http://*.localhost:*"
            })
    void takes_subdomains_of_a_domain_of_ones_own_with_credentials(String pattern) {
        assertThat(Cors.builder().origins(pattern).allowCredentials().problems())
                .isEmpty();
    }

    @Test
    void asks_for_further_public_suffixes() {
        Cors.Builder open = Cors.builder()
                .origins("https://*.pages.example", "https://*.example.com")
                .allowCredentials()
                .publicSuffixes("pages.example"::equals);

        assertThat(open.problems())
                .containsExactly(
                        new CorsProblem(Kind.ORIGIN_PUBLIC_SUFFIX_WITH_CREDENTIALS, "https://*.pages.example"));
        assertThat(open.origins("https://*.github.io").problems()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://contentmax.ai",
                "http://*.contentmax.ai",
                "http://contentmax.ai:*",
                "http://10.0.0.1",
                "http://128.0.0.1",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://[::2]"
            })
    void takes_plain_http_with_credentials_by_a_loud_name_alone(String origin) {
        Cors.Builder plain = Cors.builder().origins(origin).allowCredentials();

        assertThat(plain.problems()).containsExactly(new CorsProblem(Kind.ORIGIN_INSECURE_WITH_CREDENTIALS, origin));
        assertThat(plain.dangerouslyAllowInsecureOriginsWithCredentials().problems())
                .isEmpty();
        assertThat(Cors.builder().origins(origin).problems()).isEmpty();
    }

    @Test
    void refuses_any_name_where_browsers_take_it_for_a_star() {
        assertThat(cors.allowAnyMethod()
                        .allowAnyHeaderButAuthorization()
                        .exposeAnyHeader()
                        .problems())
                .isEmpty();
        assertThat(cors.allowCredentials().problems())
                .containsExactly(
                        new CorsProblem(Kind.METHOD_ANY_WITH_CREDENTIALS, "*"),
                        new CorsProblem(Kind.HEADER_ANY_WITH_CREDENTIALS, "*"),
                        new CorsProblem(Kind.EXPOSED_HEADER_ANY_WITH_CREDENTIALS, "*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookie", "host", "Sec-Fetch-Site", "proxy-authorization", "Origin", "DNT"})
    void refuses_a_header_that_no_page_can_send(String header) {
        assertThat(cors.headers(header).problems()).containsExactly(new CorsProblem(Kind.HEADER_FORBIDDEN, header));
    }

    @Test
    void refuses_headers_on_the_wrong_side() {
        assertThat(cors.headers("Access-Control-Allow-Origin").problems())
                .containsExactly(new CorsProblem(Kind.HEADER_MISPLACED, "Access-Control-Allow-Origin"));
        assertThat(Cors.builder()
                        .origins("https://contentmax.ai")
                        .exposedHeaders("Set-Cookie", "Origin", "access-control-max-age")
                        .problems())
                .containsExactly(
                        new CorsProblem(Kind.EXPOSED_HEADER_FORBIDDEN, "Set-Cookie"),
                        new CorsProblem(Kind.EXPOSED_HEADER_MISPLACED, "Origin"),
                        new CorsProblem(Kind.EXPOSED_HEADER_MISPLACED, "access-control-max-age"));
    }

    @Test
    void takes_headers_that_are_safelisted_anyway() {
        assertThat(cors.headers("Accept", "Content-Type", "Range")
                        .exposedHeaders("Cache-Control", "Content-Length")
                        .methods("GET", "HEAD", "POST")
                        .problems())
                .isEmpty();
    }

    @Test
    void refuses_more_names_than_a_header_can_hold() {
        String[] names =
                IntStream.range(0, 800).mapToObj("X-Header-%d"::formatted).toArray(String[]::new);

        assertThat(cors.headers(names).problems())
                .containsExactly(new CorsProblem(Kind.FIELD_TOO_LONG, "Access-Control-Allow-Headers"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void says_every_problem_in_one_printable_line(Kind kind) {
        assertThat(new CorsProblem(kind, "a\r\nb\u0000" + "x".repeat(5000)).message())
                .matches("[ -~]{10,600}")
                .doesNotContain("%");
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
