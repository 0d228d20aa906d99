package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesManifestsTest {
    private final String text = Document.KUBERNETES.of(Schema.of(ShopSettings.class));

    @Test
    void is_a_config_map_and_a_secret() {
        assertThat(YamlReader.documents(text))
                .containsExactly(
                        Map.of(
                                "apiVersion",
                                "v1",
                                "kind",
                                "ConfigMap",
                                "metadata",
                                Map.of("name", "shop-settings"),
                                "data",
                                Map.ofEntries(
                                        Map.entry("NODE_ENV", "production"),
                                        Map.entry("APP_URL", ""),
                                        Map.entry("PORT", "8080"),
                                        Map.entry("TIMEOUT", "30s"),
                                        Map.entry("SENTRY_DSN", ""),
                                        Map.entry("PAYMENT", "card"),
                                        Map.entry("ORIGINS", "https://shop.test;https://www.shop.test"),
                                        Map.entry("GREETING", ShopSettings.QUOTES),
                                        Map.entry("BANNER", "two\nlines"),
                                        Map.entry("CLOCK", "it's \"5\""),
                                        Map.entry("TEMPLATE", "$HOME/a|b"),
                                        Map.entry("DB_HOST", ""))),
                        Map.of(
                                "apiVersion", "v1",
                                "kind", "Secret",
                                "metadata", Map.of("name", "shop-settings-secret"),
                                "type", "Opaque",
                                "stringData", Map.of("API_KEY", "", "PEPPER", "", "DB_PASSWORD", "")));
    }

    @Test
    void names_what_may_be_missing_in_a_comment() {
        assertThat(text).contains("\n  # RELEASE: \"\"\n", "\n  # WEBHOOK_SECRET: \"\"\n");
    }

    /** What is set makes others required, be it to its default: such a default is not set. */
    @Test
    void loads_when_what_is_required_is_filled_in() {
        Map<String, String> environment = new HashMap<>();
        YamlReader.documents(text).forEach(manifest -> environment.putAll(entries((Map<?, ?>) manifest)));
        environment.putAll(ShopSettings.GOOD);

        assertThatCode(() -> EnvironmentConfig.of(ShopSettings.class)
                        .environment(environment)
                        .load())
                .doesNotThrowAnyException();
    }

    @Test
    void quotes_a_name_that_yaml_1_1_takes_for_a_boolean() {
        Schema<?> schema = Schema.of(Setting.of("NO", String.class).build());

        assertThat(Document.KUBERNETES.of(schema)).contains("\n  \"NO\": \"\"\n");
    }

    @ParameterizedTest
    @CsvSource({"HTTPServerConfig, http-server-config", "Größe_2, gr-e-2", "Ä, settings", "A$B, a-b"})
    void names_itself_after_the_record(String record, String name) {
        assertThat(KubernetesManifests.name(record)).isEqualTo(name);
    }

    @Test
    void bounds_its_name() {
        assertThat(KubernetesManifests.name("a-".repeat(99)) + "-secret").hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void writes_no_manifest_without_entries() {
        List<Object> open = YamlReader.documents(
                Document.KUBERNETES.of(Schema.of(Setting.of("A", String.class).build())));
        List<Object> secret = YamlReader.documents(
                Document.KUBERNETES.of(Schema.of(Setting.of("A", Secret.class).build())));

        assertThat(open).singleElement().asString().contains("kind=ConfigMap");
        assertThat(secret).singleElement().asString().contains("kind=Secret");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> entries(Map<?, ?> manifest) {
        return (Map<String, String>) manifest.get(manifest.containsKey("data") ? "data" : "stringData");
    }
}
