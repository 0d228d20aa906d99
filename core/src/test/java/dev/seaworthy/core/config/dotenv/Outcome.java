package dev.seaworthy.core.config.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What a text comes to, in one line: {@code A=open, B='literal', refused 3}. */
final class Outcome {
    private Outcome() {}

    static String of(String text, Dialect dialect) {
        DotEnv read = DotEnv.parse("test", text, dialect);
        return Stream.concat(
                        read.entries().stream().map(Outcome::entry),
                        read.refusals().stream().map(refusal -> "refused " + refusal.line()))
                .collect(Collectors.joining(", "));
    }

    /** One test per pair of a text and its outcome. */
    static Stream<DynamicTest> table(Dialect dialect, String... pairs) {
        return IntStream.range(0, pairs.length / 2).mapToObj(row -> test(dialect, pairs[2 * row], pairs[2 * row + 1]));
    }

    static DynamicTest test(Dialect dialect, String text, String outcome) {
        return DynamicTest.dynamicTest(
                dialect + " " + shown(text) + " → " + shown(outcome),
                () -> assertThat(of(text, dialect)).isEqualTo(outcome));
    }

    private static String entry(DotEnv.Entry entry) {
        String quote = entry.literal() ? "'" : "";
        return entry.name() + "=" + quote + entry.value() + quote;
    }

    private static String shown(String text) {
        return text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥");
    }
}
