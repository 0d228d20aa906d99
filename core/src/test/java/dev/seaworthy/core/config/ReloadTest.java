package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    record Settings(@Positive int limit, Secret token) {}

    @TempDir
    private Path secrets;

    private EnvironmentConfig<Settings> config;

    @BeforeEach
    void load() throws IOException {
        write("LIMIT", "1");
        write("TOKEN", "kh3-7fz-q1x");
        config = EnvironmentConfig.of(Settings.class)
                .environment(Map.of())
                .secretDirectory(secrets)
                .load();
    }

    @Test
    void takes_over_what_is_new_and_tells_which_variables_differ() throws IOException {
        Settings before = config.values();
        write("LIMIT", "2");

        assertThat(config.reload()).isEqualTo(Set.of("LIMIT"));
        assertThat(config.values().limit()).isEqualTo(2);
        assertThat(before.limit()).isEqualTo(1);
        assertThat(config.reload()).isEmpty();
    }

    @Test
    void keeps_the_last_good_values_when_one_new_one_is_wrong() throws IOException {
        Settings before = config.values();
        write("TOKEN", "kh3-7fz-q2x");
        write("LIMIT", "0");

        assertThatThrownBy(config::reload).isInstanceOf(ConfigException.class).hasMessageContaining("LIMIT");
        assertThat(config.values()).isSameAs(before);

        write("LIMIT", "3");
        assertThat(config.reload()).containsExactlyInAnyOrder("LIMIT", "TOKEN");
    }

    @Test
    void tells_the_listeners_of_what_differs_and_no_others_even_if_one_fails() throws IOException {
        List<String> told = new ArrayList<>();
        config.onChange("LIMIT", settings -> {
            throw new IllegalStateException("marker " + settings.token().reveal());
        });
        config.onChange("LIMIT", settings -> told.add("limit " + settings.limit()));
        config.onChange("TOKEN", settings -> told.add("token"));
        write("LIMIT", "2");

        config.reload();

        assertThat(told).containsExactly("limit 2");
    }

    @Test
    void keeps_the_last_good_values_in_development_too() throws IOException {
        config = EnvironmentConfig.of(Settings.class)
                .environment(Map.of())
                .secretDirectory(secrets)
                .stage(Stage.DEVELOPMENT)
                .goOnInDevelopment()
                .load();
        List<Integer> told = new ArrayList<>();
        config.onChange("LIMIT", settings -> told.add(settings.limit()));
        write("LIMIT", "none");

        assertThatThrownBy(config::reload).isInstanceOf(ConfigException.class);
        assertThat(config.values().limit()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void ends_a_subscription() throws IOException {
        List<Integer> told = new ArrayList<>();
        EnvironmentConfig.Subscription subscription = config.onChange("LIMIT", settings -> told.add(settings.limit()));
        subscription.close();
        write("LIMIT", "2");

        config.reload();

        assertThat(told).isEmpty();
    }

    @Test
    void refuses_a_listener_of_what_is_not_declared() {
        assertThatThrownBy(() -> config.onChange("NOBODY", settings -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Settings does not declare NOBODY");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(secrets.resolve(name), text);
    }
}
