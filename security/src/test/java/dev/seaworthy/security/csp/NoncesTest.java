package dev.seaworthy.security.csp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoncesTest {
    private final ContentSecurityPolicy policy = ContentSecurityPolicy.builder()
            .defaultSrc(Source.NONE)
            .scriptSrc(Source.NONCE, Source.STRICT_DYNAMIC)
            .styleSrc(Source.SELF, Source.NONCE)
            .upgradeInsecureRequests()
            .build();

    @Test
    void makes_each_of_at_least_128_random_bits() {
        Nonces nonces = Nonces.create();

        assertThat(Stream.generate(nonces::next).limit(10_000).map(Nonce::value).collect(Collectors.toSet()))
                .hasSize(10_000)
                .allMatch(value -> Base64.getDecoder().decode(value).length >= 16);
    }

    @Test
    void takes_its_bytes_from_the_random_numbers_that_it_is_given() {
        SecureRandom counting = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) i;
                }
            }
        };

        assertThat(Nonces.of(counting).next().value()).isEqualTo("AAECAwQFBgcICQoLDA0ODxAR");
    }

    @Test
    void stands_wherever_the_policy_asks_for_it() {
        Nonce nonce = Nonces.create().next();

        assertThat(policy.usesNonce()).isTrue();
        assertThat(policy.render(true, nonce))
                .isEqualTo("default-src 'none'; script-src 'nonce-" + nonce + "' 'strict-dynamic'; style-src 'self'"
                        + " 'nonce-" + nonce + "'; upgrade-insecure-requests");
        assertThat(policy.render(false, nonce)).endsWith("'nonce-" + nonce + "'");
        assertThat(policy.render(true, Nonces.create().next())).isNotEqualTo(policy.render(true, nonce));
    }

    @Test
    void renders_a_policy_without_nonces_as_it_is() {
        ContentSecurityPolicy fixed = ContentSecurityPolicy.jsonApi();

        assertThat(fixed.usesNonce()).isFalse();
        assertThat(fixed.render(true, Nonces.create().next())).isSameAs(fixed.render(true));
    }

    @Test
    void renders_no_policy_with_a_nonce_that_nobody_gave() {
        assertThatIllegalStateException().isThrownBy(() -> policy.render(true)).withMessageContaining("Nonces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAA===",
                "AAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA'",
                "AAAAAAAAAAAA AAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA\r\n",
                "AAAAAAAAAAAAAAAAAAAAAA;A",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void takes_from_elsewhere_only_base64_of_128_bits_and_more(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nonce(value))
                .withMessageStartingWith("Nonce of " + value.length() + " characters");
    }

    @Test
    void takes_a_nonce_of_exactly_128_bits_with_its_padding_or_without() {
        assertThat(new Nonce("AAAAAAAAAAAAAAAAAAAAAA==").value()).hasSize(24);
        assertThat(new Nonce("AAAAAAAAAAAAAAAAAAAAAA").value()).hasSize(22);
    }
}
