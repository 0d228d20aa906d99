package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.value.Stage;
import dev.seaworthy.core.testing.SettableRemoteSource;
import jakarta.validation.constraints.Email;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevelopmentTest {
    record Mail(String host, int port) {}

    record Settings(Stage stage, @Email String emailFrom, Secret openaiApiKey, Mail mail, Optional<Integer> size) {}

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "STAGE", "development", "EMAIL_FROM", "nobody", "MAIL_HOST", "localhost", "MAIL_PORT", "25", "SIZE", "x"));

    @Test
    void goes_on_and_names_what_cannot_be_used_when_it_is_read() {
        EnvironmentConfig<Settings> config = load();

        assertThat(config.get(Settings::stage)).isEqualTo(Stage.DEVELOPMENT);
        assertThat(config.get(Settings::mail)).isEqualTo(new Mail("localhost", 25));
        int port = config.get(Mail::port);
        assertThat(port).isEqualTo(25);
        assertThatThrownBy(() -> config.get(Settings::openaiApiKey))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OPENAI_API_KEY: required");
        assertThatThrownBy(() -> config.get(Settings::emailFrom)).hasMessageContaining("EMAIL_FROM: must be");
        assertThatThrownBy(() -> config.get(Settings::size)).hasMessageContaining("SIZE: must be");
        assertThatThrownBy(config::values)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("EMAIL_FROM")
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageContaining("SIZE");
        assertThat(config.describe()).containsPattern("SIZE +integer +not usable");
    }

    @Test
    void names_what_a_nested_record_lacks() {
        environment.remove("MAIL_PORT");
        EnvironmentConfig<Settings> config = load();

        assertThat(config.get(Mail::host)).isEqualTo("localhost");
        assertThatThrownBy(() -> config.get(Settings::mail)).hasMessageContaining("MAIL_PORT: required");
    }

    @Test
    void goes_on_with_settings_that_are_read_by_their_keys() {
        Setting<Stage> stage = Setting.of("STAGE", Stage.class).build();
        Setting<Integer> size = Setting.of("SIZE", Integer.class).build();
        Values values = EnvironmentConfig.of(Schema.of(stage, size))
                .environment(environment)
                .goOnInDevelopment()
                .load()
                .values();

        assertThat(values.get(stage)).isEqualTo(Stage.DEVELOPMENT);
        assertThatThrownBy(() -> values.get(size)).hasMessageContaining("SIZE: must be");
    }

    record Pools(Stage stage, String name, Mail mail) {
        Pools {
            name = name.strip();
        }
    }

    @Test
    void gives_what_the_record_gives() {
        environment.put("NAME", " b ");

        assertThat(EnvironmentConfig.of(Pools.class)
                        .environment(environment)
                        .load()
                        .get(Pools::name))
                .isEqualTo("b");
    }

    record Backed(
            Stage stage,
            Optional<String> region,
            @Default("1") int size) {}

    @Test
    void takes_nothing_for_absent_that_may_be_in_a_source_that_failed() {
        EnvironmentConfig<Backed> config = EnvironmentConfig.of(Backed.class)
                .environment(Map.of("STAGE", "dev"))
                .remote(
                        new SettableRemoteSource("Vault").failNext(new IllegalStateException("down")),
                        Duration.ofSeconds(30))
                .goOnInDevelopment()
                .load();

        assertThat(config.get(Backed::stage)).isEqualTo(Stage.DEVELOPMENT);
        assertThatThrownBy(() -> config.get(Backed::region)).hasMessageContaining("Vault: failed");
        assertThatThrownBy(() -> config.get(Backed::size)).hasMessageContaining("Vault: failed");
    }

    record Grouped(Stage stage, Optional<Mail> mail, Optional<String> a, Optional<String> b) {}

    @Test
    void takes_no_record_for_absent_whose_variable_cannot_be_read() {
        environment.remove("MAIL_HOST");
        environment.remove("MAIL_PORT");
        environment.put("MAIL_HOST_FILE", "/nowhere");
        EnvironmentConfig<Grouped> config = EnvironmentConfig.of(Grouped.class)
                .environment(environment)
                .goOnInDevelopment()
                .load();

        assertThatThrownBy(() -> config.get(Grouped::mail)).hasMessageContaining("MAIL_HOST_FILE");
    }

    @Test
    void neither_of_two_can_be_read_of_which_one_is_required() {
        Setting<Optional<String>> a = Setting.of("A", String.class).optional();
        Setting<Optional<String>> b = Setting.of("B", String.class).optional();
        Values values = EnvironmentConfig.of(Schema.of(a, b).oneOf("A", "B"))
                .environment(Map.of())
                .stage(Stage.DEVELOPMENT)
                .goOnInDevelopment()
                .load()
                .values();

        assertThatThrownBy(() -> values.get(a)).hasMessageContaining("A, B: exactly one of them is required");
    }

    @Test
    void goes_on_nowhere_else() {
        for (String stage : new String[] {"test", "production", "staging", ""}) {
            environment.put("STAGE", stage);
            assertThatThrownBy(this::load).as(stage).isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void refuses_what_is_no_accessor_of_the_schema() {
        EnvironmentConfig<Settings> config = load();

        assertThatThrownBy(() -> config.get((Settings settings) -> "computed"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.get(Elsewhere::name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Settings has no record");
    }

    record Elsewhere(String name) {}

    private EnvironmentConfig<Settings> load() {
        return EnvironmentConfig.of(Settings.class)
                .environment(environment)
                .goOnInDevelopment()
                .load();
    }
}
