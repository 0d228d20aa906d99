package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageRulesTest {
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

    @Test
    void refuses_a_stage_beside_the_one_that_is_read() {
        assertThatThrownBy(() -> EnvironmentConfig.of(Settings.class).stage(Stage.DEVELOPMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Settings reads the stage from a variable");
    }
}
