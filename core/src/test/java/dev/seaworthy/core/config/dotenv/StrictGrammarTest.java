package dev.seaworthy.core.config.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictGrammarTest {
    @TestFactory
    Stream<DynamicTest> takes_one_pair_of_quotes_off() {
        return read("K=''", "K=''", "K=\"\"", "K=", "K='\"'", "K='\"'", "K=\"'\"", "K='", "K='  a '", "K='  a '");
    }

    @TestFactory
    Stream<DynamicTest> refuses_a_value_that_is_not_in_one_pair_of_quotes() {
        return read(
                "K='",
                "refused 1",
                "K=\"a\"b\"",
                "refused 1",
                "K='a'b",
                "refused 1",
                "K=a\"",
                "refused 1",
                "K=`",
                "refused 1");
    }

    @TestFactory
    Stream<DynamicTest> refuses_a_rare_space_in_a_bare_value() {
        return read(
                "K=a\u00a0b",
                "refused 1",
                "K=\u2003a",
                "refused 1",
                "K=a\f",
                "refused 1",
                "K=a\u0085b",
                "refused 1",
                "K=\ufeffa",
                "refused 1",
                "K='a\u00a0b'",
                "K='a\u00a0b'");
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_is_no_name() {
        return read(
                "=v",
                "refused 1",
                "1K=v",
                "refused 1",
                "K.x=v",
                "refused 1",
                "K-x=v",
                "refused 1",
                "K k=v",
                "refused 1",
                "export=v",
                "export=v",
                "exportK=v",
                "exportK=v",
                "_k9=v",
                "_k9=v");
    }

    @TestFactory
    Stream<DynamicTest> goes_on_behind_a_refused_line() {
        return read("A='\nB=b\nC=\"\nD='d'", "B=b, D='d', refused 1, refused 3");
    }

    @TestFactory
    Stream<DynamicTest> refuses_separators_that_end_a_line_for_some() {
        return read("K='a\u2028b'", "refused 1", "#\u2029", "refused 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "no equals|must be NAME=value, a comment or empty",
                "K=a#b|must have its value in one pair of quotes, closed on this line, as #, a quote or a rare kind of space is in it",
                "K='a\\\\b'|must be without that backslash, as readers differ on it there; write the value in other quotes or in none",
            })
    void says_what_to_do(String line, String rule) {
        assertThat(DotEnv.parse("test", line, Dialect.STRICT).refusals()).containsExactly(new DotEnv.Refusal(1, rule));
    }

    @Test
    void names_a_variable_that_is_set_twice() {
        assertThat(DotEnv.parse("test", "DB_URL=a\n\nDB_URL=b", Dialect.STRICT).refusals())
                .containsExactly(new DotEnv.Refusal(3, "sets DB_URL a second time; keep one"));
    }

    private static Stream<DynamicTest> read(String... pairs) {
        return Outcome.table(Dialect.STRICT, pairs);
    }
}
