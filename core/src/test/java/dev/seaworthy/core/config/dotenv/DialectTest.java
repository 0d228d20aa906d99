package dev.seaworthy.core.config.dotenv;

import static dev.seaworthy.core.config.dotenv.Dialect.NODE;
import static dev.seaworthy.core.config.dotenv.Dialect.PYTHON;
import static dev.seaworthy.core.config.dotenv.Dialect.STRICT;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same bytes under the three dialects. Sources: motdotla/dotenv 17.4.2 and python-dotenv 1.2.4, each run. */
class DialectTest {
    @TestFactory
    Stream<DynamicTest> all_read_alike_what_strict_reads() {
        return Stream.of(
                        row("K=v", "K=v"),
                        row("export K=v", "K=v"),
                        row(" export\tK = v ", "K=v"),
                        row("K=", "K="),
                        row("K=a b", "K=a b"),
                        row("K=p=q&r", "K=p=q&r"),
                        row("K=c:\\dir\\new", "K=c:\\dir\\new"),
                        row("K='a # \"b\" \\n'", "K='a # \"b\" \\n'"),
                        row("K=\"a # 'b' `c`\"", "K=a # 'b' `c`"),
                        row("K=\"a\\nb\\rc\"", "K=a\nb\rc"),
                        row("K=\"c:\\dir\"", "K=c:\\dir"),
                        row("K=${X}$(id)`", "refused 1", "K=${X}$(id)`", "K=${X}$(id)`"),
                        row("K=\"${X}$(id)\"", "K=${X}$(id)"),
                        row("# K=v\n\n  # it's", ""))
                .flatMap(row -> row);
    }

    @TestFactory
    Stream<DynamicTest> a_hash_cuts_for_one_and_stays_for_the_other() {
        return Stream.of(
                        row("K=a#b", "refused 1", "K=a", "K=a#b"),
                        row("K=a #b", "refused 1", "K=a", "K=a"),
                        row("K=#b", "refused 1", "K=", "K=#b"),
                        row("K= #b", "refused 1", "K=", "K="),
                        row("K='a' #b", "refused 1", "K='a'", "K='a'"),
                        row("K='a'#b", "refused 1", "K='a'", "K='a'"))
                .flatMap(row -> row);
    }

    @TestFactory
    Stream<DynamicTest> a_backslash_means_other_things_in_double_quotes() {
        return Stream.of(
                        row("K=\"a\\tb\"", "refused 1", "K=a\\tb", "K=a\tb"),
                        row("K=\"a\\\\b\"", "refused 1", "K=a\\\\b", "K=a\\b"),
                        row("K=\"a\\\\nb\"", "refused 1", "K=a\\\nb", "K=a\\nb"),
                        row("K=\"a\\\"b\"", "refused 1", "K=a\\\"b", "K=a\"b"),
                        row("K=\"a\\'b\"", "refused 1", "K=a\\'b", "K=a'b"),
                        row("K=\"a\\b\"", "refused 1", "K=a\\b", "K=a\b"))
                .flatMap(row -> row);
    }

    @TestFactory
    Stream<DynamicTest> a_backslash_means_other_things_in_single_quotes() {
        return Stream.of(
                        row("K='a\\\\b'", "refused 1", "K='a\\\\b'", "K='a\\b'"),
                        row("K='a\\'b'", "refused 1", "K='a\\'b'", "K='a'b'"),
                        row("K='a\\'", "refused 1", "K='a\\'", "refused 1"))
                .flatMap(row -> row);
    }

    @TestFactory
    Stream<DynamicTest> quotes_are_not_the_same_for_all() {
        return Stream.of(
                        row("K=`a`", "refused 1", "K=a", "K=`a`"),
                        row("K='a", "refused 1", "K='a", "refused 1"),
                        row("K=a'b", "refused 1", "K=a'b", "K=a'b"),
                        row("K='a'b'", "refused 1", "K='a'b'", "refused 1"),
                        row("K='a'b", "refused 1", "K='a'b", "refused 1"),
                        row("K='a\nb'", "refused 1, refused 2", "K='a\nb'", "K='a\nb'"),
                        row("K=\"a\nb\"", "refused 1, refused 2", "K=a\nb", "K=a\nb"))
                .flatMap(row -> row);
    }

    @TestFactory
    Stream<DynamicTest> a_line_is_not_the_same_for_all() {
        return Stream.of(
                        row("K: v", "refused 1", "K=v", "refused 1"),
                        row("K", "refused 1", "refused 1", ""),
                        row("K v", "refused 1", "refused 1", "refused 1"),
                        row("1-K.x=v", "refused 1", "1-K.x=v", "1-K.x=v"),
                        row("'K'=v", "refused 1", "refused 1", "K=v"),
                        row("é=v", "refused 1", "refused 1", "é=v"),
                        row("export =v", "refused 1", "export=v", "refused 1"),
                        row("K\n=v", "refused 1, refused 2", "K=v", "refused 2"),
                        row("K=\n'v'", "K=, refused 2", "K='v'", "K="),
                        row("# a\u2028K=v", "refused 1", "K=v", ""),
                        row("K=v\u00a0", "refused 1", "K=v", "K=v"))
                .flatMap(row -> row);
    }

    @TestFactory
    Stream<DynamicTest> a_name_twice_is_refused_or_the_last_wins() {
        return Stream.of(
                        row("K=a\nL=b\nK=c", "K=a, L=b, refused 3", "L=b, K=c", "L=b, K=c"),
                        row("K=a\nK", "K=a, refused 2", "K=a, refused 2", ""))
                .flatMap(row -> row);
    }

    private static Stream<DynamicTest> row(String text, String all) {
        return row(text, all, all, all);
    }

    private static Stream<DynamicTest> row(String text, String strict, String node, String python) {
        return Stream.of(
                Outcome.test(STRICT, text, strict), Outcome.test(NODE, text, node), Outcome.test(PYTHON, text, python));
    }
}
