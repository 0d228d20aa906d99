package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    record Settings(
            String url,
            Optional<String> host,
            Optional<Secret> password,
            @Default("${HOST}") String asWritten) {}

    @TempDir
    private Path folder;

    @Test
    void replaces_references_by_what_other_variables_are_set_to() {
        assertThat(load(Map.of(
                        "URL", "https://${HOST}:${PORT}/${HOST}", "HOST", "${NAME}.ai", "NAME", "cm", "PORT", "1")))
                .isEqualTo("https://cm.ai:1/cm.ai");
    }

    @ParameterizedTest
    @CsvSource({"$HOST, $HOST", "$(whoami), $(whoami)", "`id`, `id`", "$${HOST}, ${HOST}", "${}, ${}", "${A-b}, ${A-b}"
    })
    void leaves_all_else_as_it_is_and_runs_nothing(String text, String expected) {
        assertThat(load(Map.of("URL", text, "HOST", "h"))).isEqualTo(expected);
    }

    @Test
    void leaves_references_in_defaults_and_in_single_quotes_as_they_are() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "URL='${HOST}'\nHOST=h\n");

        Settings settings = EnvironmentConfig.of(Settings.class)
                .environment(Map.of())
                .dotEnv(file)
                .stage(Stage.TEST)
                .expandReferences()
                .load()
                .values();

        assertThat(settings.url()).isEqualTo("${HOST}");
        assertThat(settings.asWritten()).isEqualTo("${HOST}");
    }

    @Test
    void leaves_references_as_they_are_unless_it_is_asked_to() {
        assertThat(EnvironmentConfig.of(Settings.class)
                        .environment(Map.of("URL", "${HOST}", "HOST", "h"))
                        .stage(Stage.TEST)
                        .load()
                        .values()
                        .url())
                .isEqualTo("${HOST}");
    }

    @Test
    void refuses_a_reference_to_what_is_not_set_or_to_itself() {
        assertThat(problem(Map.of("URL", "${NOBODY}")))
                .isEqualTo("URL: refers to ${NOBODY}, which is not set (from environment)");
        assertThat(problem(Map.of("URL", "${A}", "A", "${B}", "B", "${A}")))
                .isEqualTo("A: refers to itself through a variable (from environment)".replace("A:", "B:"));
    }

    @Test
    void shows_no_part_of_a_secret_that_looks_like_a_reference() {
        assertThat(problem(Map.of("URL", "u", "PASSWORD", "ab${marker}")))
                .isEqualTo("PASSWORD: refers to a variable, which is not set (from environment)");
    }

    @Test
    void refuses_references_that_grow_without_bound() {
        assertThat(problem(Map.of(
                        "URL", "${A}${A}${A}${A}${A}${A}${A}${A}",
                        "A", "${B}${B}${B}${B}${B}${B}${B}${B}",
                        "B", "${C}${C}${C}${C}${C}${C}${C}${C}",
                        "C", "x".repeat(1000))))
                .contains("must be of at most 65536 characters");
    }

    @Test
    void masks_what_is_made_of_a_secret_or_of_an_unknown_variable() {
        for (String variable : new String[] {"PASSWORD", "UNDECLARED"}) {
            String table = EnvironmentConfig.of(Settings.class)
                    .environment(Map.of("URL", "postgres://db/?p=${" + variable + "}", variable, "marker-of-secret"))
                    .stage(Stage.TEST)
                    .expandReferences()
                    .load()
                    .describe();

            assertThat(table).doesNotContain("marker");
        }
    }

    private static String load(Map<String, String> environment) {
        return builder(environment).load().values().url();
    }

    private static String problem(Map<String, String> environment) {
        Problem problem = Problems.only(builder(environment));
        return problem.toString();
    }

    private static EnvironmentConfig.Builder<Settings> builder(Map<String, String> environment) {
        return EnvironmentConfig.of(Settings.class)
                .environment(environment)
                .stage(Stage.TEST)
                .expandReferences();
    }
}
