package dev.seaworthy.core.config.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "localhost", "example.com", "3com.com", "a-b.c-d", "xn--bcher-kva.example", "EXAMPLE.COM"})
    void is_labels_of_letters_digits_and_inner_hyphens(String text) {
        assertThat(HostName.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "-a",
                "a-",
                "a_b",
                "a b",
                "bücher.example",
                "127.1",
                "1.2.3.4",
                "a\n"
            })
    void is_nothing_else(String text) {
        assertThat(HostName.isValid(text)).isFalse();
    }

    @Test
    void is_of_bounded_length() {
        String label = "a".repeat(63);

        assertThat(HostName.isValid(label)).isTrue();
        assertThat(HostName.isValid(label + "a")).isFalse();
        assertThat(HostName.isValid("a.".repeat(126) + "a")).isTrue();
        assertThat(HostName.isValid("a.".repeat(127) + "a")).isFalse();
    }
}
