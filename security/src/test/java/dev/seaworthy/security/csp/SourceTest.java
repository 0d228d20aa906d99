package dev.seaworthy.security.csp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "*.example.com",
                "https://example.com",
                "https://*.example.com:8443",
                "wss://example.com:*",
                "http://127.0.0.1:8080",
                "https://example.com/scripts/a.js",
                "xn--bcher-kva.example"
            })
    void takes_hosts_in_the_grammar_of_csp_3(String host) {
        assertThat(Source.host(host).expression()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "'self",
                "'",
                "''",
                "'sefl'",
                "example.com;script-src *",
                "a.example,b.example",
                "a.example b.example",
                "https://example.com/a?b",
                "https://exa*mple.com",
                "https://bücher.example",
                "example.com\r\nSet-Cookie: a=b",
                "https://user@example.com"
            })
    void refuses_what_is_no_source(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> Source.host(expression));
        assertThatIllegalArgumentException().isThrownBy(() -> new Source(expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"self", "none", "Unsafe-Inline", "strict-dynamic", "nonce-abc", "sha256-abc"})
    void refuses_a_keyword_without_its_quotes_which_browsers_take_for_a_host(String keyword) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Source.host(keyword))
                .withMessageContaining("without its quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:", "da ta", "", "1a", "https://a"})
    void refuses_what_is_no_scheme(String scheme) {
        assertThatIllegalArgumentException().isThrownBy(() -> Source.scheme(scheme));
    }

    @Test
    void accepts_no_random_text_that_could_end_its_directive() {
        Random random = new Random(20261124);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            accepted += isAcceptedRightly(randomExpression(random)) ? 1 : 0;
        }

        assertThat(accepted).isBetween(100, 199_000);
    }

    private static boolean isAcceptedRightly(String expression) {
        try {
            assertThat(new Source(expression).expression()).matches("[\\x21-\\x7E&&[^;,]]+");
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String randomExpression(Random random) {
        String alphabet = "ab-.:/*';, \r\n\u0000é%1";
        return random.ints(1 + random.nextInt(8), 0, alphabet.length())
                .mapToObj(index -> alphabet.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
