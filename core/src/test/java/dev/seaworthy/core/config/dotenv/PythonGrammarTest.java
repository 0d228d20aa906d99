package dev.seaworthy.core.config.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each outcome is that of python-dotenv 1.2.4 with {@code interpolate=False}; what it warns of is refused. */
class PythonGrammarTest {
    @TestFactory
    Stream<DynamicTest> decodes_escapes_by_the_quotes_around_them() {
        return read(
                "K=\"\\a\\b\\f\\n\\r\\t\\v\"", "K=\u0007\b\f\n\r\t\u000b",
                "K=\"\\\\\\'\\\"\"", "K=\\'\"",
                "K=\"\\x\\0\\`\"", "K=\\x\\0\\`",
                "K='\\\\\\'\\n\\\"'", "K='\\'\\n\\\"'",
                "K=a\\n\\\\", "K=a\\n\\\\");
    }

    @TestFactory
    Stream<DynamicTest> takes_a_hash_for_a_comment_behind_space_alone() {
        return read(
                "K=a#b #c",
                "K=a#b",
                "K=a\t#b",
                "K=a",
                "K=a\u00a0#b",
                "K=a",
                "K=a\u001c#b",
                "K=a",
                "K=a\u0085",
                "K=a",
                "K=a  ##",
                "K=a",
                "K=  # c",
                "K=",
                "K=##",
                "K=##",
                "K=a b  ",
                "K=a b",
                "K=\"a\"#c",
                "K=a");
    }

    @TestFactory
    Stream<DynamicTest> goes_on_with_the_next_line_behind_a_quote_that_is_never_closed() {
        return read(
                "A=1\nK=\"a\nL=b",
                "A=1, L=b, refused 2",
                "K='a\\'\nL=b",
                "L=b, refused 1",
                "\n'K=a\nL=b",
                "L=b, refused 2",
                "'K\nK'=\"a\nL=b",
                "L=b, refused 2",
                "K=\"\\",
                "refused 1");
    }

    @TestFactory
    Stream<DynamicTest> refuses_more_than_a_comment_behind_a_quote() {
        return read("K='a' b\nL=c", "L=c, refused 1", "K=\"a\nb\"c\nL=d", "L=d, refused 1");
    }

    @TestFactory
    Stream<DynamicTest> takes_a_name_of_any_letters_or_in_single_quotes() {
        return read(
                "[%$=v", "[%$=v",
                "'a b'=v", "a b=v",
                "export 'a'=v", "a=v",
                "''=v", "refused 1",
                "\"a\"=v", "\"a\"=v",
                "export export=v", "export=v");
    }

    @TestFactory
    Stream<DynamicTest> gives_no_entry_for_a_name_alone() {
        return read(
                "K # c",
                "",
                "K\nL=v",
                "L=v",
                "export",
                "",
                "export K",
                "",
                "export #c",
                "",
                "export \nK=v",
                "K=v, refused 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "K v|must be NAME=value, a NAME alone, a comment or empty",
                "K='v|opens a quote that is never closed; close it",
                "K='v'w|must have nothing but a comment behind its closing quote"
            })
    void says_what_to_do(String line, String rule) {
        assertThat(DotEnv.parse("test", line, Dialect.PYTHON).refusals()).containsExactly(new DotEnv.Refusal(1, rule));
    }

    @Test
    void tells_the_line_where_an_assignment_starts() {
        assertThat(DotEnv.parse("test", "\n# c\nA='1\n2'\n\nB=3", Dialect.PYTHON)
                        .entries())
                .extracting(DotEnv.Entry::line)
                .containsExactly(3, 6);
    }

    private static Stream<DynamicTest> read(String... pairs) {
        return Outcome.table(Dialect.PYTHON, pairs);
    }
}
