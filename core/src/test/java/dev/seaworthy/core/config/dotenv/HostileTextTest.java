package dev.seaworthy.core.config.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are, reading ends, throws nothing and tells nothing of what it read. */
class HostileTextTest {
    private static final String SECRET = "Zq7Xw2Jv9Kp4";

    private static final List<String> WINDOWS = IntStream.rangeClosed(0, SECRET.length() - 4)
            .mapToObj(at -> SECRET.substring(at, at + 4))
            .toList();

    private static final String WORDS =
            "export |: | #|\r\n|\nK=|\nA='|\nB=\"|\nexport C=`|'\n|\"\n|`\n|${K}|$(id)|\\n|\\t";

    /** What some dialect looks at, spaces that only some take for spaces, and the secret. */
    private static final List<String> PIECES = Stream.of(
                    Stream.of(WORDS.split("\\|")),
                    "K==\n\n\r''\"\"``\\\\# \t.-ä\ud800\u2028\u2029\u00a0\ufeff\f\u001c\u0085\0"
                            .chars()
                            .mapToObj(Character::toString),
                    Stream.of(SECRET, SECRET, SECRET))
            .flatMap(pieces -> pieces)
            .toList();

    private static final String SAMPLE = """
            # a sample of all that the dialects know
            A=Zq7Xw2Jv9Kp4
            export B = "Zq7Xw2Jv9Kp4\\n\\t\\"Zq7Xw2Jv9Kp4" # comment
            C='Zq7Xw2Jv9Kp4\\'#
            Zq7Xw2Jv9Kp4'
            D: `Zq7Xw2Jv9Kp4`
            'E'=Zq7Xw2Jv9Kp4#Zq7Xw2Jv9Kp4
            Zq7Xw2Jv9Kp4
            F="Zq7Xw2Jv9Kp4
            A='Zq7Xw2Jv9Kp4' Zq7Xw2Jv9Kp4
            """;

    @ParameterizedTest
    @EnumSource
    void reads_any_text_and_quotes_none_of_it(Dialect dialect) {
        Random random = new Random(20261124); // seeded: the same texts in each run
        for (int i = 0; i < 20_000; i++) {
            quotesNothing(text(random), dialect);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reads_a_file_that_is_cut_off_anywhere(Dialect dialect) {
        for (int end = 0; end <= SAMPLE.length(); end++) {
            quotesNothing(SAMPLE.substring(0, end), dialect);
        }
    }

    @Test
    void reads_alike_in_each_dialect_what_strict_does_not_refuse() {
        Random random = new Random(20261125);
        int agreed = 0;
        for (int i = 0; i < 60_000; i++) {
            String text = "K=" + text(random);
            DotEnv strict = DotEnv.parse("fuzz", text, Dialect.STRICT);
            if (strict.refusals().isEmpty()) {
                agreed++;
                assertThat(List.of(Dialect.NODE, Dialect.PYTHON))
                        .allSatisfy(dialect -> assertThat(
                                        DotEnv.parse("fuzz", text, dialect).entries())
                                .as(text)
                                .isEqualTo(strict.entries()));
            }
        }
        assertThat(agreed).isGreaterThan(3_000);
    }

    /** Quadratic time would be minutes for these. */
    @ParameterizedTest
    @MethodSource("tiring")
    @Timeout(20)
    void takes_time_in_proportion_to_the_text(String piece) {
        String text = "K='" + piece.repeat(DotEnv.MAX_BYTES / piece.length());
        for (Dialect dialect : Dialect.values()) {
            assertThat(DotEnv.parse("large", text, dialect)).isNotNull();
        }
    }

    static Stream<Arguments> tiring() {
        return Stream.of(
                        "\n",
                        " ",
                        "\\'",
                        "\\\\",
                        "'\n",
                        "K='\n",
                        "K='\\'\n",
                        "K=\"\\\"",
                        "K=`x\n",
                        "export\n",
                        "export ",
                        "#",
                        "x #",
                        " \u2028",
                        "\u2028'x",
                        "K=\n",
                        "K:\n",
                        "K",
                        "K=\"\nL='\nM=`\n",
                        "'K\n",
                        "\t\n\u00a0",
                        "\\' ")
                .map(piece ->
                        Arguments.argumentSet("of " + piece.replace("\n", "⏎").replace("\t", "⇥"), piece));
    }

    /** The rule on a second assignment may say its name, which is that of an entry. */
    private static void quotesNothing(String text, Dialect dialect) {
        DotEnv read = DotEnv.parse("fuzz", text, dialect);
        String rules = distinct(read.refusals(), DotEnv.Refusal::rule);
        String names = distinct(read.entries(), DotEnv.Entry::name);
        assertThat(WINDOWS).noneMatch(window -> rules.contains(window) && !names.contains(window));
    }

    private static <T> String distinct(List<T> found, Function<T, String> part) {
        return found.stream().map(part).distinct().collect(Collectors.joining("\n"));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(24), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }
}
