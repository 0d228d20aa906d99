package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.config.annotation.AllowEmpty;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each cell of the guide's truth table is what a load gives. */
class TruthTableTest {
    record Required(@Default("production") Stage stage, String name) {}

    record Absentable(@Default("production") Stage stage, Optional<String> name) {}

    record Defaulted(
            @Default("production") Stage stage,
            @Default("d") String name) {}

    record Emptyable(
            @Default("production") Stage stage, @AllowEmpty String name) {}

    record DefaultedInDevelopment(
            @Default("production") Stage stage,

            @DefaultIn(value = "d", stage = Stage.DEVELOPMENT)
            String name) {}

    record AskedForInProduction(
            @Default("production") Stage stage,
            @RequiredIn(Stage.PRODUCTION) Optional<String> name) {}

    private static final Map<String, Function<Map<String, String>, Object>> DECLARATIONS = Map.of(
            "String", variables -> load(Required.class, variables).name(),
            "Optional<String>", variables -> load(Absentable.class, variables).name(),
            "@Default(\"d\") String",
                    variables -> load(Defaulted.class, variables).name(),
            "@AllowEmpty String", variables -> load(Emptyable.class, variables).name(),
            "@DefaultIn(value = \"d\", stage = DEVELOPMENT) String",
                    variables -> load(DefaultedInDevelopment.class, variables).name(),
            "@RequiredIn(PRODUCTION) Optional<String>",
                    variables -> load(AskedForInProduction.class, variables).name());

    private static final Map<String, Optional<String>> TEXTS = Map.of(
            "unset", Optional.empty(), "empty", Optional.of(""), "blank", Optional.of(" "), "v", Optional.of("v"));

    private static final Map<String, Optional<String>> STAGES = Map.of(
            "development", Optional.of("development"),
            "test", Optional.of("test"),
            "production", Optional.of("production"),
            "no stage", Optional.empty());

    @TestFactory
    Stream<DynamicTest> a_cell_says_what_a_load_gives() throws IOException {
        return cells().stream()
                .map(cell -> DynamicTest.dynamicTest(
                        cell.toString(), () -> assertThat(cell.loaded()).isEqualTo(cell.expected())));
    }

    @Test
    void the_table_leaves_nothing_out() throws IOException {
        assertThat(cells())
                .hasSize(DECLARATIONS.size() * TEXTS.size() * STAGES.size())
                .extracting(Cell::place)
                .doesNotHaveDuplicates();
    }

    private record Cell(String declaration, String text, String stage, String word) {
        String place() {
            return declaration + ", " + text + ", " + stage;
        }

        Optional<String> set() {
            return known(TEXTS, text);
        }

        /** Text that is read, {@code Optional[…]} of it, or the code of the problem. */
        String expected() {
            boolean optional = declaration.contains("Optional");
            return switch (word) {
                case "the text" -> optional ? set().toString() : set().orElseThrow();
                case "`d`" -> "d";
                case "absent" -> Optional.empty().toString();
                case "`required`", "`required-in-stage`" -> word.replace("`", "");
                default -> throw new IllegalStateException("No cell says " + word);
            };
        }

        String loaded() {
            Map<String, String> variables = new HashMap<>();
            set().ifPresent(given -> variables.put("NAME", given));
            known(STAGES, stage).ifPresent(given -> variables.put("STAGE", given));
            try {
                return known(DECLARATIONS, declaration).apply(variables).toString();
            } catch (ConfigException e) {
                return String.join(
                        ", ",
                        e.problems().stream()
                                .map(Problem::code)
                                .map(Object::toString)
                                .toList());
            }
        }

        private static <V> V known(Map<String, V> all, String name) {
            return Optional.ofNullable(all.get(name))
                    .orElseThrow(() -> new IllegalStateException("No table says " + name));
        }

        @Override
        public String toString() {
            return place() + ": " + word;
        }
    }

    /** An empty first cell stands for the one above. */
    private static List<Cell> cells() throws IOException {
        GuideTable table = GuideTable.of("declared as");
        List<Cell> cells = new ArrayList<>();
        String declaration = "";
        for (List<String> row : table.rows()) {
            declaration = GuideTable.spans(row.get(0)).stream().findFirst().orElse(declaration);
            for (String text : row.get(1).replace("`", "").split(", ", -1)) {
                for (int column = 2; column < table.head().size(); column++) {
                    cells.add(new Cell(declaration, text, table.head().get(column), row.get(column)));
                }
            }
        }
        return cells;
    }

    private static <T> T load(Class<T> type, Map<String, String> variables) {
        return EnvironmentConfig.of(type).environment(variables).load().values();
    }
}
