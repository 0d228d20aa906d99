package dev.seaworthy.core.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\u0000",
                "\u007F",
                "\u0085",
                "\u009B",
                "\u2028",
                "\u2029",
                "\u200B",
                "\u200D",
                "\u061C",
                "\u202E",
                "\u2066",
                "\uFEFF",
                "\uFFFF",
                "\uD83D",
                "\uDE00",
                "\uDB40\uDC41"
            })
    void keeps_what_breaks_a_line_or_hides_in_it_out_of_every_part(String hostile) {
        String text = "a" + hostile + "b";
        Problem problem = Problem.of(Code.FORMAT, text, text)
                .withSource(text)
                .withHint(text)
                .withExample(text);

        assertThat(problem.toString()).isEqualTo("a?b: a?b, such as a?b (from a?b); a?b".replace('?', '\uFFFD'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DATABASE_URL", "für Straße", "日本語", "\uD83D\uDE00", "e\u0301"})
    void leaves_all_else_as_it_is(String text) {
        assertThat(Problem.of(Code.FORMAT, text, text).subject()).isEqualTo(text);
    }
}
