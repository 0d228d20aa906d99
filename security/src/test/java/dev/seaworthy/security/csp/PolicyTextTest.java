package dev.seaworthy.security.csp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic'; img-src 'self' data:",
                "default-src 'none'; script-src 'sha256-uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek='",
                "default-src 'self'; sandbox allow-scripts allow-forms; report-uri /csp https://r.example/csp",
                "default-src 'self'; sandbox; trusted-types a b 'allow-duplicates'; require-trusted-types-for 'script'",
                "default-src 'self'; report-to csp-endpoint; webrtc 'block'; upgrade-insecure-requests"
            })
    void reads_what_it_writes(String text) {
        assertThat(ContentSecurityPolicy.of(text)).hasToString(text);
    }

    @Test
    void names_all_problems_of_a_policy_at_once() {
        IllegalArgumentException refused = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> ContentSecurityPolicy.of("scrpt-src 'self'; img-src 'sefl' self; img-src data:; plugin-types a/b;"
                        + " base-uri 'unsafe-inline'; font-src https://é.example; sandbox allow-script; report-to A"));

        assertThat(refused.getMessage().lines())
                .containsExactly(
                        "Content-Security-Policy has 10 problems:",
                        "- scrpt-src is no directive; did you mean script-src?",
                        "- Source \"'sefl'\" is no keyword, hash, scheme: or [scheme://]host[:port][/path]; it is ASCII"
                                + " (Punycode), and in a path ; is %3B and , is %2C; did you mean self?",
                        "- Source self is without its quotes, so browsers take it for a host; use the constants of"
                                + " Source",
                        "- plugin-types is obsolete: browsers no longer follow it; leave it out",
                        "- base-uri takes 'none', 'self', schemes and hosts alone; leave the rest out",
                        "- sandbox can't have \"allow-script\"; it takes the flags of the HTML standard; did you mean"
                                + " allow-scripts?",
                        "- report-to can't have \"A\"; it takes one name of Reporting-Endpoints: a to z, 0 to 9 and"
                                + " _-.*",
                        "- img-src is stated twice, and browsers follow the first",
                        "- has 1 directives that are not ASCII, which browsers pass over",
                        "- has no default-src, so what it does not name is allowed; state defaultSrc(Source.NONE) or"
                                + " defaultSrc(Source.SELF)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scripts-src 'self' | script-src",
                "script_src 'self' | script-src",
                "default-scr 'self' | default-src",
                "frame-ancestor 'none' | frame-ancestors",
                "upgrade-insecure-request | upgrade-insecure-requests",
                "form-actoin 'self' | form-action"
            })
    void tells_which_directive_was_meant(String text, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentSecurityPolicy.of("default-src 'self'; " + text))
                .withMessageEndingWith("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src 'nonce-abc' | Source.NONCE",
                "script-src 'strict-dynamic' | without a nonce or a hash",
                "img-src 'strict-dynamic' 'nonce-{nonce}' | about scripts alone",
                "script-src 'sha256-abc' | is no keyword, hash",
                "script-src 'sha384-uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=' | is no keyword, hash",
                "frame-ancestors 'nonce-{nonce}' | schemes and hosts alone",
                "img-src a.example,b.example | and , is %2C",
                "report-uri | has 0 values",
                "report-uri https://é.example | not ASCII",
                "report-uri /a,b | , is %2C",
                "report-to a b | has 2 values",
                "require-trusted-types-for script | one of ['script']; did you mean 'script'?",
                "trusted-types (x) | names of Trusted Types policies",
                "upgrade-insecure-requests 1 | takes nothing",
                "img-src | has no source"
            })
    void refuses_a_value_that_the_directive_can_t_have(String text, String told) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentSecurityPolicy.of("default-src 'self'; " + text))
                .withMessageContaining(told);
    }

    /** Digests by {@code openssl dgst -binary | base64}. */
    @Test
    void hashes_inline_scripts_as_browsers_do() {
        assertThat(Source.sha256("alert('Hello, world.');").expression())
                .isEqualTo("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
        assertThat(Source.sha384("é").expression())
                .isEqualTo("'sha384-QaLds03KC0APqbc6NoMHrL7XWOhc5QUn0WVaJjoQ4g7voY+BFnZ6Eoh3qXwRFgom'");
        assertThat(Source.sha512("").expression())
                .isEqualTo(
                        "'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=='");
    }

    @Test
    void states_every_directive_that_lists_no_sources() {
        ContentSecurityPolicy policy = ContentSecurityPolicy.builder()
                .defaultSrc(Source.SELF)
                .sandbox(Sandbox.ALLOW_SCRIPTS, Sandbox.ALLOW_TOP_NAVIGATION_BY_USER_ACTIVATION)
                .requireTrustedTypesForScript()
                .trustedTypes("escape", "'allow-duplicates'")
                .blockWebrtc()
                .reportTo("csp")
                .reportUri("/csp-reports")
                .build();

        assertThat(policy.render(true))
                .isEqualTo("default-src 'self'; sandbox allow-scripts allow-top-navigation-by-user-activation;"
                        + " require-trusted-types-for 'script'; trusted-types escape 'allow-duplicates'; webrtc 'block';"
                        + " report-to csp; report-uri /csp-reports");
        assertThat(policy.reportTo()).contains("csp");
        assertThat(policy.reports()).isTrue();
    }

    @Test
    void never_writes_a_byte_that_ends_its_header_whatever_it_reads() {
        Random random = new Random(20261127);
        Nonce nonce = new Nonce("A".repeat(24));
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                ContentSecurityPolicy policy = ContentSecurityPolicy.of("default-src 'self';" + randomText(random));
                assertThat(policy.render(true, nonce)).matches("[\\x21-\\x7E][\\x20-\\x7E&&[^,]]*[\\x21-\\x7E]");
                accepted++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).contains("Content-Security-Policy");
            }
        }
        assertThat(accepted).isBetween(200, 19_800);
    }

    private static String randomText(Random random) {
        String[] parts = {
            "script-src",
            "report-uri",
            "sandbox",
            "trusted-types",
            "'self'",
            ";",
            " ",
            " ",
            ",",
            "\r\n",
            "é",
            "\u0000",
            "*",
            "https://a.example",
            "/x",
            "a",
            "'nonce-{nonce}'",
            "\u007f",
            "\t",
            "report-to"
        };
        return random.ints(random.nextInt(6), 0, parts.length)
                .mapToObj(index -> parts[index])
                .collect(Collectors.joining());
    }
}
