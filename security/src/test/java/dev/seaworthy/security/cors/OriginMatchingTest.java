package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern covers, to the byte. */
class OriginMatchingTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Cors subdomains =
            Cors.builder().origins("https://*.example.com").build();
    private final Cors anyPort = Cors.builder()
            .origins("http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*", "https://*.example.com:*")
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example.com",
                "https://b.a.example.com",
                "https://a-1.b_2.example.com",
                "https://example.com.example.com",
                "https://www.xn--bcher-kva.example.com",
                "https://1.2.3.4.example.com"
            })
    void a_leading_label_stands_for_one_label_or_more(String origin) {
        assertThat(subdomains.allowsOrigin(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://evilexample.com",
                "https://a.evilexample.com",
                "https://.example.com",
                "https://..example.com",
                "https://a..example.com",
                "https://a.example.com.",
                "https://a.example.com.evil.example",
                "https://a.example.co",
                "https://a.example.comm",
                "http://a.example.com",
                "https://a.example.com:8443",
                "https://a.example.com:443",
                "https://a.example.com:",
                "https://a.example.com/",
                "https://A.example.com",
                "https://a.EXAMPLE.com",
                "https://evil.example/.example.com",
                "https://evil.example#.example.com",
                "https://evil.example?.example.com",
                "https://evil.example\\.example.com",
                "https://evil.example@a.example.com",
                "https://evil.example:80@a.example.com",
                "https://evil.example:80.example.com",
                "https://evil.example%00.example.com",
                "https://a%2eexample.com",
                "https://a\u3002example.com",
                "https://\u0430.example.com",
                "https://*.example.com",
                "https://a.example.com, https://b.example.com",
                "https://a.example.com https://b.example.com",
                " https://a.example.com",
                "https://a.example.com\t",
                "https://a.example.com\r\nX: y",
                "https://https://a.example.com",
                "https:a.example.com",
                "://a.example.com",
                "null"
            })
    void nothing_else_passes_for_a_subdomain(String origin) {
        assertThat(subdomains.allowsOrigin(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:1",
                "http://localhost:65535",
                "http://localhost:443",
                "http://127.0.0.1:3000",
                "http://[::1]:3000",
                "http://[::1]",
                "https://a.example.com",
                "https://a.example.com:80"
            })
    void any_port_is_a_number_or_none(String origin) {
        assertThat(anyPort.allowsOrigin(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:80",
                "http://localhost:",
                "http://localhost:0",
                "http://localhost:080",
                "http://localhost:65536",
                "http://localhost:99999999999999999999",
                "http://localhost:+1",
                "http://localhost:\u0661",
                "http://localhost:*",
                "http://localhost:1:1",
                "http://localhost.evil.example:1",
                "http://[::1]3000",
                "http://[::1]]:3000",
                "http://[::2]:3000",
                "http://[0:0:0:0:0:0:0:1]:3000",
                "http://127.0.0.1.evil.example:1",
                "https://a.example.com:443",
                "https://localhost:1"
            })
    void nothing_else_passes_for_a_port(String origin) {
        assertThat(anyPort.allowsOrigin(origin)).isFalse();
    }

    /** A tree of single characters once took the first for the second: GHSA-vhxv-fg4m-p2w8. */
    @Test
    void hosts_with_a_common_end_do_not_join_into_a_third() {
        Cors cors = Cors.builder()
                .origins("https://foo.com", "https://bar.com", "https://*.foo.com", "https://*.bar.com:*")
                .build();

        assertThat(List.of("https://barfoo.com", "https://foobar.com", "https://a.barfoo.com", "https://oo.com"))
                .noneMatch(cors::allowsOrigin);
    }

    @Test
    void a_pattern_of_one_scheme_or_port_lends_nothing_to_another() {
        Cors cors = Cors.builder()
                .origins("http://*.example.com:8080", "https://*.example.com", "https://example.com:*")
                .build();

        assertThat(List.of("http://a.example.com:8080", "https://a.example.com", "https://example.com:8080"))
                .allMatch(cors::allowsOrigin);
        assertThat(List.of(
                        "https://a.example.com:8080",
                        "http://a.example.com",
                        "http://example.com:8080",
                        "http://example.com"))
                .noneMatch(cors::allowsOrigin);
    }

    @Test
    void the_longest_origin_is_read_and_a_longer_one_is_not() {
        Cors cors = Cors.builder().origins("https://*.example.com:*").build();
        String host = "a.".repeat(120) + "b.example.com";

        assertThat(host).hasSize(253);
        assertThat(cors.allowsOrigin("https://" + host + ":65535")).isTrue();
        assertThat(cors.allowsOrigin("https://a" + host)).isFalse();
        assertThat(cors.allowsOrigin("https://" + "a.".repeat(1_000_000) + "example.com"))
                .isFalse();
    }

    /** A scan of all would be slower by a factor of thousands. */
    @Test
    void a_look_up_among_ten_thousand_patterns_costs_what_one_among_two_does() {
        long few = nanosOfLookUps(2);
        long many = nanosOfLookUps(10_000);

        assertThat(many).isLessThan(30 * few);
    }

    private static long nanosOfLookUps(int patterns) {
        Cors cors = tenants(patterns);
        String below = "https://a.b.tenant" + (patterns - 2) + ".example";
        String exact = "https://tenant" + (patterns - 1) + ".example";
        return LongStream.range(0, 10)
                .map(run -> {
                    long start = THREADS.getCurrentThreadCpuTime();
                    for (int i = 0; i < 500; i++) {
                        assertAllowed(cors.allowsOrigin(below) && cors.allowsOrigin(exact));
                        assertAllowed(!cors.allowsOrigin("https://evil.example"));
                    }
                    return THREADS.getCurrentThreadCpuTime() - start;
                })
                .min()
                .orElseThrow();
    }

    private static void assertAllowed(boolean asExpected) {
        if (!asExpected) {
            throw new AssertionError("a look-up went wrong");
        }
    }

    @Test
    void ten_thousand_patterns_are_told_apart() {
        Cors cors = tenants(10_000);
        Random random = new Random(7);

        for (int i = 0; i < 10_000; i++) {
            int n = random.nextInt(20_000);
            assertThat(cors.allowsOrigin("https://x.tenant" + n + ".example")).isEqualTo(n < 10_000 && n % 2 == 0);
            assertThat(cors.allowsOrigin("https://tenant" + n + ".example")).isEqualTo(n < 10_000 && n % 2 == 1);
        }
    }

    private static Cors tenants(int patterns) {
        return Cors.builder()
                .origins(IntStream.range(0, patterns)
                        .mapToObj(OriginMatchingTest::pattern)
                        .toArray(String[]::new))
                .build();
    }

    private static String pattern(int n) {
        return n % 2 == 0 ? "https://*.tenant" + n + ".example" : "https://tenant" + n + ".example";
    }
}
