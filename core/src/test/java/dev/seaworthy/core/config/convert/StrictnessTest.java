package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each type of one value takes, and the nearest of what it does not. */
class StrictnessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiny | -128 | -128",
                "small | 32767 | 32767",
                "number | 0 | 0",
                "number | -2147483648 | -2147483648",
                "big | 9223372036854775807 | 9223372036854775807",
                "huge | -98765432109876543210 | -98765432109876543210",
                "single | 0.25 | 0.25",
                "single | 3e38 | 3.0E38",
                "twice | -1.5e-7 | -1.5E-7",
                "twice | 2.0E10 | 2.0E10",
                "twice | 10 | 10.0",
                "exact | 19.90 | 19.90",
                "exact | -0.5 | -0.5",
                "duration | 500ms | PT0.5S",
                "duration | 0s | PT0S",
                "duration | 7d | PT168H",
                "duration | P1DT2H3M4.5S | PT26H3M4.5S",
                "duration | PT0S | PT0S",
                "millis | 1500 | PT1.5S",
                "size | 10MiB | 10MiB",
                "uri | https://example.com/a?b=c#d | https://example.com/a?b=c#d",
                "peer | [::1]:443 | [::1]:443",
                "network | 10.0.0.0/8 | 10.0.0.0/8",
                "address | ::ffff:192.0.2.1 | /192.0.2.1",
                "path | C:\\data | C:\\data",
                "path | ./a b/ü | ./a b/ü",
                "zone | UTC | UTC",
                "zone | +01:00 | +01:00",
                "language | zh-Hant-TW | zh_TW_#Hant",
                "language | EN | en",
                "id | 123E4567-e89b-42d3-a456-426614174000 | 123e4567-e89b-42d3-a456-426614174000",
                "instant | 2024-02-29T23:59:59.123456789Z | 2024-02-29T23:59:59.123456789Z",
                "day | 2024-02-29 | 2024-02-29",
                "pattern | (?i)a{2,3} | (?i)a{2,3}",
                "level | Very_HIGH | VERY_HIGH",
                "level | very-high | VERY_HIGH",
                "stage | Prod | PRODUCTION",
                "stage | DEV | DEVELOPMENT",
            })
    void takes(String name, String text, String value) throws Refusal {
        assertThat(Every.type(name).convert(text)).hasToString(value);
        if (Every.type(name).jsonSchema().get("pattern") instanceof String pattern) {
            assertThat(text).matches(Pattern.compile(pattern));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiny | 128",
                "small | -32769",
                "number | 2147483648",
                "number | 007",
                "number | -0",
                "number | +5",
                "number | 1e3",
                "number | 1_000",
                "number | 1.0",
                "number | 0x10",
                "number | ٣",
                "number | ９",
                "number | 12abc",
                "number | --1",
                "big | 9223372036854775808",
                "big | 1L",
                "huge | 0x1",
                "single | 1f",
                "single | 4e38",
                "twice | 1e999",
                "twice | 1e400",
                "twice | NaN",
                "twice | Infinity",
                "twice | 0x1p3",
                "twice | 1d",
                "twice | .5",
                "twice | 5.",
                "twice | 1e+3",
                "twice | 1,5",
                "twice | 01.5",
                "exact | 1e3",
                "exact | 1e999999999",
                "exact | ١.٥",
                "flag | ture",
                "flag | 2",
                "flag | yes please",
                "flag | oﬀ",
                "level | low ish",
                "level | veryhigh",
                "level | ｌow",
                "stage | staging",
                "stage | prodution",
                "duration | 30",
                "duration | s",
                "duration | 5 minutes",
                "duration | 1.5h",
                "duration | -5s",
                "duration | 05s",
                "duration | 5S",
                "duration | 5us",
                "duration | P",
                "duration | PT",
                "duration | P1DT",
                "duration | P1M",
                "duration | P1Y",
                "duration | -PT5S",
                "duration | PT-5S",
                "duration | pt5s",
                "duration | PT٣S",
                "millis | 1500ms",
                "millis | -1",
                "millis | 1.5",
                "millis | 99999999999999999999",
                "size | 10",
                "size | 9007199254740993TiB",
                "uri | https://exa mple.com",
                "uri | https://bücher.example",
                "uri | https://example.com/%zz",
                "uri | http://[::1",
                "peer | example.com",
                "network | 10.0.0.1/8",
                "address | localhost",
                "address | example.com",
                "address | fe80::1%eth0",
                "address | 127.1",
                "zone | Mars/Olympus",
                "zone | utc1",
                "language | de_AT",
                "language | -de",
                "language | deutschland",
                "id | 1-1-1-1-1",
                "id | {123e4567-e89b-42d3-a456-426614174000}",
                "id | 123e4567e89b42d3a456426614174000",
                "instant | 2026-01-31T12:00:00",
                "instant | 2026-01-31T12:00:00+01:00",
                "instant | 2026-02-30T12:00:00Z",
                "instant | 2026-01-31T24:00:00Z",
                "instant | 2026-01-31T23:59:60Z",
                "instant | 1769860800",
                "day | 2026-02-29",
                "day | 31.01.2026",
                "day | +12026-01-01",
                "pattern | [a-",
                "pattern | a{2,1}",
                "pattern | (?<n>a)\\k<m>",
            })
    void refuses(String name, String text) {
        assertThatThrownBy(() -> Every.type(name).convert(text))
                .isInstanceOf(Refusal.class)
                .hasMessage(Every.type(name).rule())
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "a\nb", "\u001b[31m"})
    void refuses_a_path_with_control_characters(String text) {
        assertThatThrownBy(() -> Every.type("path").convert(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void bounds_a_whole_number_and_a_regular_expression() throws Refusal {
        assertThat(Every.type("huge").convert("9".repeat(1000))).isEqualTo(new BigInteger("9".repeat(1000)));
        assertThatThrownBy(() -> Every.type("huge").convert("9".repeat(1001)))
                .hasMessage("must be a whole number of at most 1000 digits");
        assertThat(Every.type("pattern").convert("(".repeat(500) + ")".repeat(500)))
                .isNotNull();
        assertThatThrownBy(() -> Every.type("pattern").convert("a".repeat(1001)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void bounds_every_text() {
        assertThatThrownBy(() -> Every.type("text").convert("a".repeat(65_537)))
                .hasMessage("must be at most 65536 characters long");
    }

    @Test
    void says_the_range_of_a_whole_number() {
        assertThat(Every.type("tiny").rule()).isEqualTo("must be a whole number from -128 to 127, in digits");
    }

    @Test
    void says_the_words_of_an_enum() {
        assertThat(Every.type("level").label()).isEqualTo("one of low, very_high");
        assertThat(Every.type("stage").rule()).isEqualTo("must be one of development, test, production");
    }
}
