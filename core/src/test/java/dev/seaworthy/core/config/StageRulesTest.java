package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageRulesTest {
    @TempDir
    private Path folder;

    record Settings(
            Stage stage,
            @RequiredIn({Stage.TEST, Stage.PRODUCTION}) Optional<String> queue,

            @DefaultIn(value = "dev-database", stage = Stage.DEVELOPMENT)
            String database,

            @Size(min = 8, groups = Stage.Production.class) @Size(min = 2, groups = Stage.Development.class)
            Secret key) {}

    private final Map<String, String> environment = new HashMap<>(Map.of("KEY", "abc", "STAGE", "development"));

    @Test
    void takes_defaults_and_leaves_out_in_development_what_production_asks_for() {
        Settings settings = EnvironmentConfig.of(Settings.class)
                .environment(environment)
                .load()
                .values();

        assertThat(settings.queue()).isEmpty();
        assertThat(settings.database()).isEqualTo("dev-database");
    }

    @Test
    void asks_for_it_in_the_stages_that_are_named() {
        environment.put("STAGE", "test");

        assertThat(Problems.all(EnvironmentConfig.of(Settings.class).environment(environment)))
                .extracting(Object::toString)
                .containsExactly("DATABASE: required in test", "QUEUE: required in test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "", "  "})
    void holds_the_rules_of_production_when_the_stage_is_unknown_or_missing(String stage) {
        environment.put("STAGE", stage);

        List<String> problems = Problems.of(Settings.class, environment);

        assertThat(problems).contains("required-in-stage QUEUE", "required DATABASE", "constraint KEY");
    }

    @Test
    void holds_the_constraints_of_the_stage_alone() {
        environment.put("KEY", "a");
        assertThat(Problems.all(EnvironmentConfig.of(Settings.class).environment(environment)))
                .extracting(Object::toString)
                .containsExactly("KEY: size must be between 2 and 2147483647 (from environment)");
    }

    record Stageless(
            @DefaultIn(value = "here", stage = Stage.DEVELOPMENT)
            String place) {}

    @Test
    void holds_the_rules_of_production_for_a_schema_without_a_stage_unless_one_is_told() {
        EnvironmentConfig.Builder<Stageless> config =
                EnvironmentConfig.of(Stageless.class).environment(Map.of());

        assertThat(Problems.of(config)).containsExactly("required PLACE");
        assertThat(config.stage(Stage.DEVELOPMENT).load().values().place()).isEqualTo("here");
        assertThat(config.load().stage()).isEqualTo(Stage.DEVELOPMENT);
    }

    record Dotted(@Variable("NODE_ENV") Stage stage, String place) {}

    @ParameterizedTest
    @ValueSource(strings = {"development", "test"})
    void takes_no_stage_but_production_from_a_dot_env_file(String stage) throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "NODE_ENV=" + stage + "\nPLACE=changeme\n");
        EnvironmentConfig.Builder<Dotted> config =
                EnvironmentConfig.of(Dotted.class).environment(Map.of()).dotEnv(file);

        assertThat(Problems.all(config))
                .extracting(Object::toString)
                .contains("NODE_ENV: is not taken from a .env file unless it is production (from " + file + ":1);"
                        + " set NODE_ENV in the environment itself, or call stageFromDotEnv()");
        assertThat(Problems.of(config)).contains("dotenv-in-production " + file, "placeholder PLACE");
        assertThat(Problems.of(config.goOnInDevelopment())).contains("placeholder PLACE");
        assertThat(config.stageFromDotEnv().load().stage()).hasToString(stage.toUpperCase(Locale.ROOT));
    }

    @Test
    void takes_the_stage_of_a_dot_env_file_that_the_environment_agrees_with() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "NODE_ENV=test\nPLACE=here\n");
        Path production = Files.writeString(folder.resolve("production.env"), "NODE_ENV=production\nPLACE=here\n");

        assertThat(EnvironmentConfig.of(Dotted.class)
                        .environment(Map.of("NODE_ENV", "test"))
                        .dotEnv(file)
                        .load()
                        .stage())
                .isEqualTo(Stage.TEST);
        assertThat(EnvironmentConfig.of(Dotted.class)
                        .environment(Map.of())
                        .dotEnv(production)
                        .allowDotEnvInProduction()
                        .load()
                        .stage())
                .isEqualTo(Stage.PRODUCTION);
    }

    @Test
    void takes_no_stage_from_a_dot_env_file_that_the_environment_refers_to() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "MODE=development\nPLACE=here\n");

        assertThat(Problems.of(EnvironmentConfig.of(Dotted.class)
                        .environment(Map.of("NODE_ENV", "${MODE}"))
                        .dotEnv(file)
                        .expandReferences()))
                .contains("stage-from-dotenv NODE_ENV");
    }

    @Test
    void refuses_a_stage_beside_the_one_that_is_read() {
        assertThatThrownBy(() -> EnvironmentConfig.of(Settings.class).stage(Stage.DEVELOPMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Settings reads the stage from a variable");
    }
}
