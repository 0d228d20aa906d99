package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFieldTest {
    @ParameterizedTest
    @CsvSource({"13, U+000D", "10, U+000A", "0, U+0000", "9, U+0009", "127, U+007F", "233, U+00E9", "8232, U+2028"})
    void refuses_a_character_that_is_not_printable_ascii_and_says_which_and_where(int character, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderField("X-Note", "ab" + (char) character + "c"))
                .withMessage("Header X-Note: its value has " + shown + " at index 2; only printable ASCII is sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a "})
    void refuses_an_empty_value_and_blanks_at_its_ends(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderField("X-Note", value))
                .withMessageContaining("X-Note")
                .withMessageContaining("blank");
    }

    @Test
    void takes_eight_kibibytes_and_not_one_more() {
        assertThat(new HeaderField("X-Note", "a".repeat(8192)).value()).hasSize(8192);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderField("X-Note", "a".repeat(8193)))
                .withMessage("Header X-Note: its value has 8193 characters; at most 8192 are sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Note", "X-Note:", "X-Note\r\nSet-Cookie", "X-Nöte", "(x)"})
    void refuses_a_name_that_is_no_token(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderField(name, "a"))
                .withMessageContaining("not a token");
    }

    /** RFC 9110 §5.6.2, tchar. */
    @Test
    void takes_each_character_of_a_token_as_a_name_and_no_other() {
        String taken = IntStream.range(0, 0x300)
                .mapToObj(Character::toString)
                .filter(HeaderFieldTest::isTakenAsName)
                .collect(Collectors.joining());

        assertThat(taken).isEqualTo("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");
    }

    private static boolean isTakenAsName(String name) {
        try {
            return new HeaderField(name, "a").name().equals(name);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /**
     * RFC 9110 §5.5: field-content begins and ends with a visible character; controls and obs-text are not ours to
     * send.
     */
    @Test
    void accepts_no_random_value_that_http_forbids() {
        Random random = new Random(20261124);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            accepted += isAcceptedRightly(randomValue(random)) ? 1 : 0;
        }

        assertThat(accepted).isBetween(1_000, 199_000);
    }

    private static boolean isAcceptedRightly(String value) {
        HeaderField field;
        try {
            field = new HeaderField("X-Note", value);
        } catch (IllegalArgumentException refused) {
            return false;
        }
        assertThat(field.value()).isEqualTo(value).matches("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");
        return true;
    }

    private static String randomValue(Random random) {
        int bound = random.nextInt(4) == 0 ? 0x3000 : 0x7F;
        int from = random.nextBoolean() ? 0x20 : 0;
        return random.ints(random.nextInt(12), from, bound)
                .mapToObj(character -> String.valueOf((char) character))
                .collect(Collectors.joining());
    }
}
