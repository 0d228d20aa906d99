package dev.seaworthy.cdn.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {
    @Test
    void every_byte_string_is_itself_again_after_escape_and_unescape() {
        Random random = new Random(20261128);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);

            String quoted = Quoted.escape(text);

            assertThat(Quoted.unescape(quoted.substring(1, quoted.length() - 1)))
                    .isEqualTo(text);
            assertThat(quoted).matches("\"([ !#-\\[\\]-~]|\\\\[\"\\\\]|\\\\x[0-9a-f]{2})*\"");
        }
    }

    @Test
    void each_single_byte_is_written_as_the_language_has_it() {
        assertThat(Quoted.escape("a\"b\\c\n\u00e9")).isEqualTo("\"a\\\"b\\\\c\\x0a\\xe9\"");
    }

    @Test
    void octal_and_hexadecimal_escapes_are_read() {
        assertThat(Quoted.unescape("\\101\\x42é")).isEqualTo("AB\u00c3\u00a9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\d", "\\", "\\x4", "\\xg0", "\\777", "\\08"})
    void other_escapes_are_refused(String inner) {
        assertThatIllegalArgumentException().isThrownBy(() -> Quoted.unescape(inner));
    }

    @Test
    void half_a_surrogate_pair_is_no_value() {
        assertThatIllegalArgumentException().isThrownBy(() -> Field.PATH.eq("/\ud800"));
    }
}
