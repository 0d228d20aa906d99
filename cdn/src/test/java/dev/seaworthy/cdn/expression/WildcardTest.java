package dev.seaworthy.cdn.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "/a/*/b, /a/x/b, true",
        "/a/*/b, /a//b, true",
        "/a/*/b, /a/x/y/b, true",
        "/a/*/b, /a/b, false",
        "/a/*/b, /a/x/bc, false",
        "*a*a*, aa, true",
        "*a*a*, a, false",
        "ab*ba, aba, false",
        "ab*ba, abba, true",
        "/a?, /ab, false",
        "/a?, /a?, true",
        "/\\*, /*, true",
        "/\\*, /x, false",
        "/\\\\*, /\\x, true",
        "*, '', true"
    })
    void a_star_stands_for_any_characters_and_nothing_else_is_special(String pattern, String text, boolean fits) {
        assertThat(Wildcard.of(pattern).fits(text)).isEqualTo(fits);
    }

    @Test
    void it_fits_what_a_regular_expression_of_the_same_meaning_fits() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = some(random, "ab*").replaceAll("\\*+", "*");
            String text = some(random, "ab");
            String regex = pattern.chars()
                    .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(Character.toString(c)))
                    .collect(Collectors.joining());

            assertThat(Wildcard.of(pattern).fits(text)).as(pattern + " " + text).isEqualTo(text.matches(regex));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "/a**", "/a/***", "\\", "\\n", "a\\", "\\\\**"})
    void what_cloudflare_refuses_is_refused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> Wildcard.of(pattern));
    }

    @Test
    void a_star_after_an_escaped_one_is_no_second_star() {
        assertThat(Wildcard.of("\\**").fits("*x")).isTrue();
    }

    @Test
    void a_literal_fits_itself_alone() {
        String text = "a*\\b";

        assertThat(Wildcard.of(Wildcard.literal(text)).fits(text)).isTrue();
        assertThat(Wildcard.of(Wildcard.literal(text)).fits("aa\\b")).isFalse();
    }

    private static String some(Random random, String letters) {
        return random.ints(random.nextInt(8), 0, letters.length())
                .mapToObj(at -> letters.substring(at, at + 1))
                .collect(Collectors.joining());
    }
}
