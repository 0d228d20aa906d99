package dev.seaworthy.security.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("img-src", "script-src", "script-src-elem", "usb");

    @ParameterizedTest
    @CsvSource({
        "scirpt-src, script-src",
        "SCRIPT-SRC, script-src",
        "script_source, ",
        "scriptsrc, script-src",
        "img-scr, img-src",
        "image-src, img-src",
        "usbb, usb",
        "us, usb",
        "ubs, usb",
        "u, ",
        "sandbox, ",
        "'', "
    })
    void finds_the_nearest_word_if_it_is_near(String word, String meant) {
        assertThat(Spelling.nearest(word, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "script-sr, script-src",
        "Script-Src-Elen, script-src-elem",
        "script-src, ",
        "sript-scr, ",
        "img-sr, ",
        "usbb, "
    })
    void finds_a_slip_in_a_long_word_alone(String word, String meant) {
        assertThat(Spelling.slip(word, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @Test
    void costs_nothing_on_a_word_that_is_far_too_long() {
        assertThat(Spelling.nearest("x".repeat(10_000_000), KNOWN)).isEmpty();
    }

    @Test
    void tells_one_problem_on_its_line_and_several_on_lines_of_their_own() {
        Problems problems = new Problems("Thing");
        assertThatCode(problems::refuse).doesNotThrowAnyException();

        problems.add("is bad");
        problems.add("is bad");
        assertThatIllegalArgumentException().isThrownBy(problems::refuse).withMessage("Thing: is bad");

        problems.collect(() -> {
            throw new IllegalArgumentException("is worse");
        });
        assertThatIllegalArgumentException()
                .isThrownBy(problems::refuse)
                .withMessage("Thing has 2 problems:\n- is bad\n- is worse");
    }
}
