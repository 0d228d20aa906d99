package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.convert.ByteEncoding.Kind;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 31, 32, 33, 64})
    void reads_either_alphabet_with_and_without_padding(int length) throws Refusal {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        TextType type = Bytes.of(new ByteEncoding(Kind.BASE64, length));

        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            for (String text : new String[] {
                encoder.encodeToString(bytes), encoder.withoutPadding().encodeToString(bytes)
            }) {
                assertThat(type.convert(text)).isEqualTo(SecretBytes.of(bytes));
                assertThat(text)
                        .matches(
                                Pattern.compile(type.jsonSchema().get("pattern").toString()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AQ, one byte too few",
        "AQIDBA==, two bytes too many",
        "AQI==, too much padding",
        "AQJ, a bit that no byte holds",
        "+_8, two alphabets",
        "A I, white space",
        "AQ=I, padding inside",
    })
    void refuses_other_base64(String text, String why) {
        TextType type = Bytes.of(new ByteEncoding(Kind.BASE64, 2));

        assertThatThrownBy(() -> type.convert(text))
                .as(why)
                .isInstanceOf(Refusal.class)
                .hasMessage("must be 2 bytes in Base64, which are 3 characters before any padding");
    }

    @Test
    void reads_hexadecimal_digits_of_either_case() throws Refusal {
        TextType type = Bytes.of(new ByteEncoding(Kind.HEX, 2));

        assertThat(type.convert("fFa0")).isEqualTo(SecretBytes.of(HexFormat.of().parseHex("ffa0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "fff", "ffa0ff", "ff:a0", "0xff", "fga0", "ffa٠"})
    void refuses_other_digits(String text) {
        TextType type = Bytes.of(new ByteEncoding(Kind.HEX, 2));

        assertThatThrownBy(() -> type.convert(text)).hasMessage("must be 2 bytes in 4 hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 40_000})
    void has_a_number_that_fits_into_a_text(int length) {
        assertThatThrownBy(() -> new ByteEncoding(Kind.HEX, length)).isInstanceOf(IllegalArgumentException.class);
    }
}
