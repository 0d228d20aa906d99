package dev.seaworthy.core.config.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each outcome is that of motdotla/dotenv 17.4.2, but for the refusals. */
class NodeGrammarTest {
    @TestFactory
    Stream<DynamicTest> closes_at_the_first_free_quote_with_nothing_but_a_comment_behind_it() {
        return read(
                "K='a\\'#b'",
                "K='a\\'#b'",
                "K='a#b' #c",
                "K='a#b'",
                "K='a\\'b' # c",
                "K='a\\'b'", //
                "K='a\\' 'b'",
                "K='a\\' 'b'",
                "K='a\\'\n'b",
                "K='a\\', refused 2",
                "K=\"a\" b",
                "K=\"a\" b",
                "K='a' 'b'",
                "K='a' 'b'",
                "K='a'\u2028L=b",
                "K='a', L=b");
    }

    @TestFactory
    Stream<DynamicTest> takes_an_open_quote_as_part_of_the_value_up_to_the_end_of_its_line() {
        return read(
                "K='a\nL=b", "K='a, L=b",
                "K=\"a\\nb\nL=b", "K=\"a\nb, L=b",
                "K=`a\nL=b", "K=`a, L=b",
                "K='", "K='");
    }

    @TestFactory
    Stream<DynamicTest> refuses_an_open_quote_that_a_hash_would_cut() {
        return read(
                "K='a#b\nL=c", "L=c, refused 1",
                "K=\"a#b\nL=\"c", "L=\"c, refused 1",
                "\nK:\n`a#b", "refused 3",
                "K='a' b#c", "refused 1");
    }

    @TestFactory
    Stream<DynamicTest> goes_on_over_the_ends_of_lines_where_only_space_stands() {
        return read(
                "export\n\nK\n=\n\n'v'",
                "K='v'",
                "K: \n\nL=b",
                "K=, L=b",
                "K=\n\nL=b",
                "K=, L=b",
                "K:\nL=b",
                "K=L=b",
                "K=\n'a'b",
                "K=, refused 2",
                "export\nfoo\nK=v",
                "K=v, refused 1, refused 2");
    }

    @TestFactory
    Stream<DynamicTest> expands_lines_in_double_quotes_alone() {
        return read(
                "K=\"a\\nb\\rc\\td\"",
                "K=a\nb\rc\\td",
                "K='a\\nb'",
                "K='a\\nb'",
                "K=`a\\nb`",
                "K=a\\nb",
                "K=a\\nb",
                "K=a\\nb");
    }

    @TestFactory
    Stream<DynamicTest> takes_the_same_space_as_its_language() {
        return read("\u00a0K\u3000=\ufeffv\u2003", "K=v", "K=a\u001c", "K=a\u001c", "\u0085K=v", "refused 1");
    }

    @TestFactory
    Stream<DynamicTest> takes_quotes_off_each_line_of_a_bare_value() {
        return read(
                "K=x\u2028'a'", "K=x\u2028a", "K=x\u2028`a`\u2028b", "K=x\u2028a\u2028b", "K=x\u2028'a", "K=x\u2028'a");
    }

    @Test
    void tells_the_line_where_an_assignment_starts() {
        assertThat(DotEnv.parse("test", "\n# c\nA='1\n2'\n\nexport\nB=3", Dialect.NODE)
                        .entries())
                .extracting(DotEnv.Entry::line)
                .containsExactly(3, 6);
    }

    private static Stream<DynamicTest> read(String... pairs) {
        return Outcome.table(Dialect.NODE, pairs);
    }
}
