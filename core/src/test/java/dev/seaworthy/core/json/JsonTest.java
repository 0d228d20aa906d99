package dev.seaworthy.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.core.Secret;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    enum Colour {
        RED
    }

    record Thing(String name, int count, Optional<String> note, List<String> tags, Colour colour) {}

    private static final String WHOLE =
            "'name': 'a', 'count': 1, 'note': 'n', 'tags': ['t'], 'colour': 'RED'".replace('\'', '"');

    @Test
    void reads_a_record() {
        assertThat(read("{" + WHOLE + "}")).isEqualTo(new Thing("a", 1, Optional.of("n"), List.of("t"), Colour.RED));
        assertThat(read("{'name': 'a', 'count': 1, 'tags': [], 'colour': 'RED'}".replace('\'', '"')))
                .isEqualTo(new Thing("a", 1, Optional.empty(), List.of(), Colour.RED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "an unknown property | {W, 'other': 1}",
                "a property twice | {W, 'count': 1}",
                "more after it | {W} {}",
                "a comma too much | {W,}",
                "a comment | {W} // end",
                "nothing | ``",
                "null | null",
                "null for a number | {'name': 'a', 'count': null, 'tags': [], 'colour': 'RED'}",
                "null for a text | {'name': null, 'count': 1, 'tags': [], 'colour': 'RED'}",
                "null inside a list | {'name': 'a', 'count': 1, 'tags': [null], 'colour': 'RED'}",
                "no number | {'name': 'a', 'tags': [], 'colour': 'RED'}",
                "no text | {'count': 1, 'tags': [], 'colour': 'RED'}",
                "no list | {'name': 'a', 'count': 1, 'colour': 'RED'}",
                "a text for a number | {'name': 'a', 'count': '1', 'tags': [], 'colour': 'RED'}",
                "a number for a text | {'name': 1, 'count': 1, 'tags': [], 'colour': 'RED'}",
                "a flag for a text | {'name': true, 'count': 1, 'tags': [], 'colour': 'RED'}",
                "a fraction for a whole number | {'name': 'a', 'count': 1.5, 'tags': [], 'colour': 'RED'}",
                "too large a number | {'name': 'a', 'count': 2147483648, 'tags': [], 'colour': 'RED'}",
                "a number for a constant | {'name': 'a', 'count': 1, 'tags': [], 'colour': 0}",
                "an empty constant | {'name': 'a', 'count': 1, 'tags': [], 'colour': ''}",
                "an unknown constant | {'name': 'a', 'count': 1, 'tags': [], 'colour': 'BLUE'}",
                "a value for a list | {'name': 'a', 'count': 1, 'tags': 'a', 'colour': 'RED'}",
                "single quotes | {\"name\": ''}",
                "NaN | NaN",
            })
    void refuses(String what, String text) {
        String json = text.replace('\'', '"').replace("W", WHOLE);

        assertThatThrownBy(() -> read(json))
                .as(what)
                .isInstanceOf(JsonException.class)
                .hasNoCause();
    }

    @Test
    void tells_line_and_column_and_nothing_else() {
        JsonException thrown =
                catchThrowableOfType(JsonException.class, () -> read("{\"name\": \"s3cret\",\n \"hunter2\": 1}"));

        assertThat(thrown).hasMessage("Can't read JSON: see line 2, column 14").hasNoCause();
        assertThat(thrown.line()).isEqualTo(2);
        assertThat(thrown.column()).isEqualTo(14);
    }

    @Test
    void keeps_jacksons_limit_of_depth() {
        String deep = "[".repeat(2000);

        assertThatThrownBy(() -> Json.read(deep, Object.class)).isInstanceOf(JsonException.class);
    }

    @Test
    void reads_a_secret_and_writes_a_mask() {
        Map<String, Secret> read = Json.read("{\"key\": \"s3cret\"}", Keys.TYPE);

        assertThat(read).containsEntry("key", Secret.of("s3cret"));
        assertThat(Json.write(read)).doesNotContain("s3cret").contains("\"***\"");
    }

    @Test
    void writes_indented_with_line_feeds_and_in_order() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", List.of(1, true, "a\"b"));
        tree.put("a", Map.of("d", 1, "c", 2, "b", 3));
        tree.put("none", List.of());

        assertThat(Json.write(tree)).isEqualTo("""
                {
                  "z": [
                    1,
                    true,
                    "a\\"b"
                  ],
                  "a": {
                    "b": 3,
                    "c": 2,
                    "d": 1
                  },
                  "none": [ ]
                }
                """);
        assertThat(Json.writeLine(tree))
                .isEqualTo("{\"z\":[1,true,\"a\\\"b\"],\"a\":{\"b\":3,\"c\":2,\"d\":1},\"none\":[]}");
    }

    @Test
    void a_tree_keeps_order_nulls_and_digits() {
        String text = """
                {
                  "z": null,
                  "a": [
                    null,
                    1.10,
                    12345678901234567890,
                    1E+400
                  ]
                }
                """;

        assertThat(Json.write(Objects.requireNonNull(Json.readTree(text)))).isEqualTo(text);
        assertThat(Json.readTree("null")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\": 1, \"a\": 2}", "{} {}", "[1,]", "{\"a\": NaN}", "{\"a\": 1"})
    void a_tree_is_as_strict(String text) {
        assertThatThrownBy(() -> Json.readTree(text)).isInstanceOf(JsonException.class);
    }

    private static Thing read(String text) {
        return Json.read(text, Thing.class);
    }

    private record Keys(Map<String, Secret> map) {
        static final Type TYPE = Keys.class.getRecordComponents()[0].getGenericType();
    }
}
