package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryTypeTest {
    private static final Set<String> SECRETS =
            Set.of("secret", "base64", "hex", "privateKey", "secrets", "keys", "tokens", "account");
    private static final Set<String> EMPTY_IS_A_VALUE = Set.of(
            "text", "secret", "numbers", "secrets", "keys", "pauses", "publicKeys", "levels", "weights", "tokens");
    private static final Set<String> TEXTUAL = Set.of(
            "text",
            "secret",
            "uri",
            "peer",
            "path",
            "pattern",
            "secrets",
            "weights",
            "tokens",
            "limits",
            "account",
            "jsonNumbers",
            "jsonLimits");

    static Stream<String> names() {
        return Every.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_an_example_that_it_takes_unless_it_is_secret(String name) throws Refusal {
        TextType type = Every.type(name);

        assertThat(type.example().isEmpty()).isEqualTo(type.secret());
        if (type.example().isPresent()) {
            assertThat(type.convert(type.example().get())).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_a_schema_of_a_string_that_its_example_keeps(String name) {
        TextType type = Every.type(name);

        assertThat(type.jsonSchema()).containsEntry("type", "string");
        if (type.jsonSchema().get("pattern") instanceof String pattern) {
            assertThat(type.example().stream())
                    .allSatisfy(example -> assertThat(example).matches(Pattern.compile(pattern)));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void knows_whether_it_is_secret_textual_or_takes_the_empty_text(String name) {
        TextType type = Every.type(name);

        assertThat(type.secret()).isEqualTo(SECRETS.contains(name));
        assertThat(type.textual()).isEqualTo(TEXTUAL.contains(name));
        assertThat(type.takesEmpty()).isEqualTo(EMPTY_IS_A_VALUE.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void takes_the_empty_text_only_if_it_says_so(String name) throws Refusal {
        TextType type = Every.type(name);

        if (type.takesEmpty()) {
            assertThat(type.convert("")).isNotNull();
        } else {
            assertThatThrownBy(() -> type.convert(""))
                    .isInstanceOf(Refusal.class)
                    .hasMessage(type.rule());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_a_label_and_a_rule(String name) {
        assertThat(Every.type(name).label()).isNotBlank();
        assertThat(Every.type(name).rule()).startsWith("must be ");
    }

    @ParameterizedTest
    @MethodSource("names")
    void says_when_white_space_is_all_that_is_wrong(String name) throws Refusal {
        TextType type = Every.type(name);
        String spaced = " " + type.example().orElse("") + "\n";

        if (type.example().isPresent() && !isTaken(type, spaced)) {
            assertThatThrownBy(() -> type.convert(spaced)).hasMessageEndingWith(" (white space around it)");
        }
    }

    private static boolean isTaken(TextType type, String text) {
        try {
            type.convert(text);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }
}
