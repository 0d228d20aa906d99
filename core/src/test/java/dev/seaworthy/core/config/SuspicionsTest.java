package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.constraint.PublicUrl;
import dev.seaworthy.core.config.value.Stage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionsTest {
    record Settings(
            Optional<Secret> key,
            Optional<List<Secret>> keys,
            Optional<String> name,
            @Example("https://app.contentmax.test") Optional<URI> site,
            Optional<@PublicUrl URI> appUrl,
            @Variable("NEXT_PUBLIC_API_URL") Optional<URI> apiUrl,
            Optional<URI> database,
            @Example("8080") @Default("8080") int port,
            @Default("none of them") String features) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Secret",
                "12345678",
                "password123",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababab"
            })
    void refuses_a_secret_in_production_that_can_be_guessed(String text) {
        assertThat(Problems.of(Settings.class, Map.of("KEY", text))).containsExactly("weak-secret KEY");
        assertThat(Problems.of(Settings.class, Map.of("NAME", text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password123!", "aaaaaaaaaaaaaaaa"})
    void refuses_a_list_of_secrets_in_production_when_one_can_be_guessed(String text) {
        assertThat(Problems.of(Settings.class, Map.of("KEYS", "kh3-7fz-q1x," + text)))
                .containsExactly("weak-secret KEYS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kh3-7fz-q1x ", "kh3-7fz-q1x\n"})
    void refuses_white_space_at_the_edge_of_a_secret_in_production(String text) {
        assertThat(Problems.of(Settings.class, Map.of("KEY", text))).containsExactly("edge-space KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "http://127.0.0.1:3000",
                "https://[::1]/",
                "https://10.0.0.7/",
                "https://app.local"
            })
    void refuses_a_public_url_in_production_that_leads_to_a_private_host(String url) {
        assertThat(Problems.of(Settings.class, Map.of("APP_URL", url))).containsExactly("local-url APP_URL");
        assertThat(Problems.of(Settings.class, Map.of("NEXT_PUBLIC_API_URL", url)))
                .containsExactly("local-url NEXT_PUBLIC_API_URL");
        assertThat(Problems.of(Settings.class, Map.of("DATABASE", url))).isEmpty();
    }

    @Test
    void refuses_the_examples_own_value_in_production_unless_it_is_the_default() {
        assertThat(Problems.of(Settings.class, Map.of("SITE", "https://app.contentmax.test")))
                .containsExactly("example-value SITE");
        assertThat(Problems.of(Settings.class, Map.of("PORT", "8080"))).isEmpty();
    }

    @Test
    void refuses_credentials_in_what_every_browser_sees() {
        assertThat(Problems.of(Settings.class, Map.of("NEXT_PUBLIC_API_URL", "https://user:hunter2@api.contentmax.ai")))
                .containsExactly("public-credentials NEXT_PUBLIC_API_URL");
    }

    record Staged(Stage stage, Secret key) {}

    @ParameterizedTest
    @ValueSource(strings = {"development", "test"})
    void takes_placeholders_elsewhere(String stage) {
        assertThat(Problems.of(Staged.class, Map.of("STAGE", stage, "KEY", "changeme")))
                .isEmpty();
    }

    @Test
    void shows_no_value_and_gives_the_reason() {
        assertThat(Problems.only(EnvironmentConfig.of(Staged.class)
                                .environment(Map.of("STAGE", "prod", "KEY", "changeme")))
                        .toString())
                .isEqualTo("KEY: is a placeholder, not a value for production (from environment)");
    }
}
