package dev.seaworthy.security.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base62Test {
    /** Draws each byte as often as each other. */
    private static SecureRandom everyByteInTurn() {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;
            private int next;

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) next++;
                }
            }
        };
    }

    @Test
    void bytes_that_are_as_likely_make_characters_that_are_as_likely() {
        Map<Character, Long> counts = Base62.random(everyByteInTurn(), 62 * 4 * 100)
                .chars()
                .mapToObj(c -> (char) c)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts)
                .hasSize(62)
                .allSatisfy((character, count) -> assertThat(count).isEqualTo(400));
    }

    @Test
    void is_as_long_as_it_is_asked_to_be_and_another_each_time() {
        SecureRandom random = new SecureRandom();

        assertThat(Base62.random(random, 43)).matches("[0-9A-Za-z]{43}").isNotEqualTo(Base62.random(random, 43));
        assertThat(Base62.random(random, 1)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 6, 000000", "61, 6, 00000z", "62, 2, 10", "35, 1, Z", "36, 1, a", "9, 1, 9", "4294967295, 6, 4gfFC3"
    })
    void a_number_has_the_digits_first_and_zeros_before_it(long number, int length, String text) {
        assertThat(Base62.of(number, length)).isEqualTo(text);
    }
}
