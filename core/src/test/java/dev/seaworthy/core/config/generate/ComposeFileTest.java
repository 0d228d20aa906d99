package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
    @Test
    void is_a_service_with_its_environment_and_its_secrets() {
        Object compose = YamlReader.documents(Document.COMPOSE.of(Schema.of(ShopSettings.class)))
                .get(0);

        Map<String, Object> environment = new HashMap<>(Map.ofEntries(
                Map.entry("NODE_ENV", "${NODE_ENV:-production}"),
                Map.entry("APP_URL", "${APP_URL:?required}"),
                Map.entry("PORT", "${PORT:-8080}"),
                Map.entry("API_KEY_FILE", "/run/secrets/api_key"),
                Map.entry("PAYMENT", "${PAYMENT:-card}"),
                Map.entry("ORIGINS", "${ORIGINS:-https://shop.test;https://www.shop.test}"),
                Map.entry("CLOCK", "${CLOCK:-it's \"5\"}"),
                Map.entry("DB_HOST", "${DB_HOST:?required}"),
                Map.entry("DB_PASSWORD_FILE", "/run/secrets/db_password")));
        handedOn(
                        "TIMEOUT",
                        "SENTRY_DSN",
                        "RELEASE",
                        "MERCHANT_ID",
                        "BUCKET",
                        "FOLDER",
                        "GREETING",
                        "BANNER",
                        "TEMPLATE")
                .forEach(name -> environment.put(name, null));
        handedOn("NEXT_PUBLIC_APP_URL", "SUFFIX", "LANGUAGE", "TRANSLATOR", "SMTP_HOST", "SMTP_PORT", "SMTP_USER")
                .forEach(name -> environment.put(name, null));
        assertThat(compose)
                .isEqualTo(Map.of(
                        "services",
                        Map.of("app", Map.of("environment", environment, "secrets", List.of("api_key", "db_password"))),
                        "secrets",
                        Map.of(
                                "api_key", Map.of("file", "./secrets/api_key"),
                                "db_password", Map.of("file", "./secrets/db_password"))));
    }

    @Test
    void has_no_secrets_where_none_is_declared() {
        String compose =
                Document.COMPOSE.of(Schema.of(Setting.of("PORT", Integer.class).build()));

        assertThat(YamlReader.documents(compose))
                .containsExactly(Map.of(
                        "services", Map.of("app", Map.of("environment", Map.of("PORT", "${PORT:?required}")))));
    }

    @Test
    void hands_on_a_secret_whose_file_is_a_variable_of_its_own() {
        String compose = Document.COMPOSE.of(Schema.of(
                Setting.of("KEY", Secret.class).build(),
                Setting.of("KEY_FILE", String.class).build()));

        assertThat(YamlReader.documents(compose))
                .containsExactly(Map.of(
                        "services",
                        Map.of(
                                "app",
                                Map.of(
                                        "environment",
                                        Map.of("KEY", "${KEY:?required}", "KEY_FILE", "${KEY_FILE:?required}")))));
    }

    private static List<String> handedOn(String... names) {
        return Arrays.asList(names);
    }
}
