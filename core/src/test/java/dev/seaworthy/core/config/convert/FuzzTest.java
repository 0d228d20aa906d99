package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, a type converts it or refuses it, soon, and without a word of it. */
class FuzzTest {
    private static final int LONGEST = TextType.LONGEST;
    private static final String MARKER = "zq~7Kx~9Wv~3Jy";

    /** What one character after another is taken from. */
    private static final List<String> NASTY = List.of(
            "0",
            "9",
            "1",
            "-",
            "+",
            ".",
            ",",
            "=",
            ":",
            ";",
            "/",
            "\\",
            "e",
            "E",
            "x",
            "P",
            "T",
            "Z",
            "S",
            "s",
            "m",
            "d",
            "i",
            "I",
            "ı",
            "İ",
            "ſ",
            "K",
            "٣",
            "９",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "\"",
            "null",
            "true",
            "%",
            "@",
            "\0",
            "\u0007",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\udc00",
            "😀",
            " ",
            "\t",
            "\n",
            "\r",
            "\u00a0",
            "\u2028",
            "GiB",
            "ms",
            "-----",
            "BEGIN PRIVATE KEY",
            "END CERTIFICATE",
            "::",
            "/8",
            "$",
            "${x}",
            "low",
            "::ffff:",
            "\\n",
            "\\Q",
            "(?",
            "é",
            MARKER);

    static Stream<String> names() {
        return Every.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void refuses_random_texts_by_its_rule_alone(String name) {
        TextType type = Every.type(name);
        Random random = new Random(20261124);

        for (int round = 0; round < 400; round++) {
            check(type, nasty(random, 1 + random.nextInt(12)));
            check(type, mutated(random, type.example().orElse(MARKER)));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void answers_soon_for_long_texts(String name) {
        TextType type = Every.type(name);

        Assertions.assertTimeout(Duration.ofSeconds(20), () -> hostile().forEach(text -> check(type, text)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void refuses_a_megabyte_of_digits_before_it_looks_at_them(String name) {
        check(Every.type(name), "1".repeat(1_000_000));
    }

    @Test
    void reads_words_the_same_in_turkey() throws Refusal {
        TextType level = Every.type("level");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(level.convert("VERY-HIGH")).isEqualTo(Every.Level.VERY_HIGH);
            assertThat(Every.type("level").label()).isEqualTo("one of low, very_high");
            assertThat(Every.type("flag").convert("DISABLED")).isEqualTo(false);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String nasty(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }

    private static String mutated(Random random, String example) {
        StringBuilder text = new StringBuilder(example);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(3));
            text.replace(at, end, NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }

    private static List<String> hostile() {
        List<String> texts = new ArrayList<>();
        for (String unit : NASTY) {
            texts.add(unit.repeat(LONGEST / unit.length()));
        }
        for (String unit :
                List.of("1,", "a=1,", "a.", "a-", "1:", "[", "{\"a\":", "[1,", "(a", "(a|", "\\,", " a", "1 ")) {
            texts.add(unit.repeat(LONGEST / unit.length()));
            texts.add(unit.repeat(LONGEST / unit.length() - 1) + "!");
        }
        return texts;
    }

    private static void check(TextType type, String text) {
        try {
            assertThat(type.convert(text)).isNotNull();
        } catch (Refusal refusal) {
            assertThat(refusal).hasNoCause().hasNoSuppressedExceptions();
            assertThat(windows(MARKER)).noneMatch(refusal.toString()::contains);
        }
    }

    private static Stream<String> windows(String text) {
        return Stream.iterate(0, start -> start + 4 <= text.length(), start -> start + 1)
                .map(start -> text.substring(start, start + 4));
    }
}
