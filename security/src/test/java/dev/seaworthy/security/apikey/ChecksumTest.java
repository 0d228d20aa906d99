package dev.seaworthy.security.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {
    /** "Behind GitHub's new authentication token formats", 2021: the end of a token that was never valid. */
    @Test
    void is_that_of_a_token_that_github_published() {
        String published = "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq17";

        assertThat(Checksum.of(published.substring(0, 30))).isEqualTo(published.substring(30));
    }

    /** Python's zlib.crc32, and base 62 in six lines of Python. */
    @ParameterizedTest
    @CsvSource({
        "'', 000000",
        "a, 4GEHKN",
        "t110, 00ENtm",
        "cm_live_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 12TVuS",
        "cm_live_Zz0Yy1Xx2Ww3_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg, 1Mv9EW"
    })
    void is_that_of_another_implementation(String text, String checksum) {
        assertThat(Checksum.of(text)).isEqualTo(checksum);
    }
}
