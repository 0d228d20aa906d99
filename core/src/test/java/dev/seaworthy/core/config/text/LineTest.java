package dev.seaworthy.core.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    @ParameterizedTest
    @CsvSource({"abc, 3, abc", "abc, 2, ab", "a\uD83D\uDE00b, 3, a\uD83D\uDE00", "a\uD83D\uDE00b, 2, a", "'', 0, ''"})
    void starts_no_longer_than_asked_and_cuts_no_character_in_two(String text, int most, String expected) {
        assertThat(Line.start(text, most)).isEqualTo(expected);
    }
}
