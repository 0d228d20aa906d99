package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.Lookup;
import dev.seaworthy.core.config.source.References;
import dev.seaworthy.core.config.source.Source;
import dev.seaworthy.core.config.source.Unreadable;
import dev.seaworthy.core.config.source.Variables;
import dev.seaworthy.core.config.value.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void refers_to_a_variable_beside_a_declared_one_that_ends_like_its_file() {
        record Database(String url, String db, Path dbFile) {}

        assertThat(EnvironmentConfig.of(Database.class)
                        .environment(Map.of("URL", "sqlite:${DB}", "DB", "main", "DB_FILE", "/var/lib/db"))
                        .expandReferences()
                        .load()
                        .values()
                        .url())
                .isEqualTo("sqlite:main");
    }

    @Test
    void refuses_a_reference_to_what_is_not_set_or_to_itself() {
        assertThat(problem(Map.of("URL", "${NOBODY}")))
                .isEqualTo("URL: refers to ${NOBODY}, which is not set (from environment)");
        assertThat(problem(Map.of("URL", "${A}", "A", "${B}", "B", "${A}")))
                .isEqualTo("A: refers to itself through a variable (from environment)".replace("A:", "B:"));
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 5_000})
    void follows_references_to_a_depth_of_32(int depth) {
        Map<String, String> environment = new HashMap<>(Map.of("URL", "${V1}", "V" + depth, "end"));
        for (int i = 1; i < depth; i++) {
            environment.put("V" + i, "${V" + (i + 1) + "}");
        }

        if (depth == 32) {
            assertThat(load(environment)).isEqualTo("end");
        } else {
            assertThat(problem(environment)).isEqualTo("URL: refers to others more than 32 deep");
        }
    }

    @Test
    void refuses_the_same_depth_whichever_variable_is_read_first() {
        record Chain(String v20, String url) {}
        Map<String, String> environment = new HashMap<>(Map.of("URL", "${V1}", "V40", "end"));
        for (int i = 1; i < 40; i++) {
            environment.put("V" + i, "${V" + (i + 1) + "}");
        }

        assertThat(Problems.of(EnvironmentConfig.of(Chain.class)
                        .environment(environment)
                        .expandReferences()))
                .containsExactly("unresolved-reference URL");
    }

    @Test
    void expands_what_many_refer_to_once() throws Unreadable {
        Map<String, String> environment = new HashMap<>(Map.of("URL", "${V1}${V1}", "V10", "x"));
        for (int i = 1; i < 10; i++) {
            environment.put("V" + i, ("${V" + (i + 1) + "}").repeat(2));
        }
        List<String> asked = new ArrayList<>();
        Source source = variable -> {
            asked.add(variable);
            return Variables.of("environment", environment).find(variable);
        };
        References references = new References(new Lookup(List.of(source), name -> true), name -> true);

        assertThat(references.find("URL", "URL_FILE", false).orElseThrow().text())
                .hasSize(1024);
        assertThat(asked).doesNotHaveDuplicates();
    }

    @Test
    void expands_the_path_that_a_file_variable_holds_and_shows_it_as_it_is_written() throws IOException {
        Files.writeString(folder.resolve("secret"), "hunter2-hunter2");
        EnvironmentConfig<Settings> config = builder(Map.of(
                        "URL", "u", "PASSWORD_FILE", "${DIR}/secret", "DIR", "${BASE}", "BASE", folder.toString()))
                .load();

        assertThat(config.values().password()).contains(Secret.of("hunter2-hunter2"));
        assertThat(config.describe()).contains("PASSWORD_FILE=${DIR}/secret").doesNotContain(folder.toString());
    }

    @Test
    void refuses_a_path_that_refers_to_what_is_in_its_file() {
        assertThat(Problems.of(builder(Map.of("URL", "u", "HOST_FILE", "${HOST}/host"))))
                .containsExactly("unresolved-reference HOST_FILE");
    }

    @Test
    void knows_the_variables_that_others_refer_to() {
        EnvironmentConfig<Settings> config = builder(
                        Map.of("URL", "${APP_HOST}", "APP_HOST", "${HOTS}", "HOTS", "h", "APP_PORT", "1"))
                .load();

        assertThat(config.warnings()).isEmpty();
        assertThat(Problems.of(
                        builder(Map.of("URL", "${APP_HOST}", "APP_HOST", "${HOTS}", "HOTS", "h", "APP_PORT", "1"))
                                .refuseUnknown("APP_")))
                .containsExactly("unknown-variable APP_PORT");
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
