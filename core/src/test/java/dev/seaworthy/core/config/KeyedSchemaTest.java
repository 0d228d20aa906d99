package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.Description;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.value.Stage;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedSchemaTest {
    private static final Setting<Stage> STAGE =
            Setting.of("NODE_ENV", Stage.class).build();
    private static final Setting<Integer> PORT = Setting.of("PORT", int.class)
            .defaultTo("8080")
            .check("must be even", port -> port % 2 == 0)
            .build();
    private static final Setting<Secret> KEY =
            Setting.of("ENCRYPTION_KEY", Secret.class).build();
    private static final Setting<Optional<URI>> CDN =
            Setting.of("CDN_URL", URI.class).optional();
    private static final Setting<List<Integer>> RETRIES =
            Setting.listOf("RETRIES", Integer.class).defaultTo("1,2").build();

    private final Schema<Values> schema = Schema.of(STAGE, PORT, KEY, CDN, RETRIES);

    @Test
    void reads_settings_by_their_keys() {
        Values values = EnvironmentConfig.of(schema)
                .environment(Map.of("NODE_ENV", "production", "ENCRYPTION_KEY", "kh3-7fz-q1x", "PORT", "90"))
                .load()
                .values();

        int port = values.get(PORT);
        Optional<URI> cdn = values.get(CDN);
        assertThat(port).isEqualTo(90);
        assertThat(cdn).isEmpty();
        assertThat(values.get(KEY).reveal()).isEqualTo("kh3-7fz-q1x");
        assertThat(values.get(RETRIES)).containsExactly(1, 2);
        assertThat(values.toString()).contains("PORT").doesNotContain("kh3-7fz-q1x");
    }

    record Point(int x, int y) {}

    @Test
    void reads_sets_maps_and_json() {
        Setting<Set<String>> origins =
                Setting.setOf("ORIGINS", String.class).separator(";", "=").build();
        Setting<Map<String, Integer>> limits =
                Setting.mapOf("LIMITS", String.class, Integer.class).build();
        Setting<Point> point = Setting.of("POINT", Point.class).json().build();
        Values values = EnvironmentConfig.of(Schema.of(origins, limits, point))
                .environment(Map.of("ORIGINS", "a; b", "LIMITS", "api=10,web=20", "POINT", "{\"x\":1,\"y\":2}"))
                .load()
                .values();

        assertThat(values.get(origins)).containsExactly("a", "b");
        assertThat(values.get(limits)).isEqualTo(Map.of("api", 10, "web", 20));
        assertThat(values.get(point)).isEqualTo(new Point(1, 2));
    }

    @Test
    void lists_every_problem_as_a_record_does() {
        assertThat(Problems.of(EnvironmentConfig.of(schema).environment(Map.of("NODE_ENV", "staging", "PORT", "91"))))
                .containsExactly("required ENCRYPTION_KEY", "format NODE_ENV", "format PORT");
    }

    @Test
    void relates_settings() {
        Setting<Optional<String>> host = Setting.of("SMTP_HOST", String.class).optional();
        Setting<Optional<String>> api = Setting.of("MAIL_API", String.class).optional();

        assertThat(Problems.of(EnvironmentConfig.of(Schema.of(host, api).oneOf("SMTP_HOST", "MAIL_API"))
                        .environment(Map.of())))
                .containsExactly("one-of SMTP_HOST, MAIL_API");
        assertThat(Problems.of(EnvironmentConfig.of(Schema.of(host, api).allOrNone("SMTP_HOST", "MAIL_API"))
                        .environment(Map.of("MAIL_API", "a"))))
                .containsExactly("all-or-none SMTP_HOST");
    }

    @Test
    void refuses_a_key_of_another_schema() {
        Values values = EnvironmentConfig.of(Schema.of(PORT))
                .environment(Map.of())
                .load()
                .values();

        assertThatThrownBy(() -> values.get(KEY)).hasMessageContaining("ENCRYPTION_KEY is not declared");
        assertThatThrownBy(() -> values.get(Setting.of("PORT", String.class).build()))
                .hasMessageContaining("PORT is not declared");
    }

    @Test
    void a_check_that_throws_does_not_hold_and_shows_nothing() {
        Setting<Secret> pin = Setting.of("PIN", Secret.class)
                .check("must be digits", secret -> Integer.parseInt(secret.reveal()) >= 0)
                .build();

        assertThat(Problems.only(EnvironmentConfig.of(Schema.of(pin)).environment(Map.of("PIN", "marker-of-pin")))
                        .toString())
                .isEqualTo("PIN: must be digits (from environment)");
    }

    record Declared(
            @Variable("NODE_ENV") Stage stage,

            @Unit(ChronoUnit.MILLIS) @Default("500") @Description("How long to wait")
            Duration pause,

            @DefaultIn(value = "http://localhost", stage = Stage.DEVELOPMENT) @Example("https://contentmax.ai")
            URI url,

            @RequiredIn(Stage.PRODUCTION) Optional<Secret> sentryDsn) {}

    @Test
    void is_described_as_a_record_is() {
        Schema<Values> keyed = Schema.of(
                STAGE,
                Setting.of("PAUSE", Duration.class)
                        .unit(ChronoUnit.MILLIS)
                        .defaultTo("500")
                        .description("How long to wait")
                        .build(),
                Setting.of("URL", URI.class)
                        .defaultIn("http://localhost", Stage.DEVELOPMENT)
                        .example("https://contentmax.ai")
                        .build(),
                Setting.of("SENTRY_DSN", Secret.class)
                        .requiredIn(Stage.PRODUCTION)
                        .optional());

        assertThat(descriptors(keyed)).isEqualTo(descriptors(Schema.of(Declared.class)));
    }

    private static List<List<Object>> descriptors(Schema<?> schema) {
        return schema.settings().stream().map(KeyedSchemaTest::descriptor).toList();
    }

    private static List<Object> descriptor(Setting<?> setting) {
        return List.of(
                setting.name(),
                setting.type(),
                setting.description(),
                setting.example(),
                setting.isSecret(),
                setting.isForBrowsers(),
                setting.presence(),
                setting.jsonSchema());
    }
}
