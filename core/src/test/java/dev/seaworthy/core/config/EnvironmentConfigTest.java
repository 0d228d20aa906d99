package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.constraint.WebUrl;
import dev.seaworthy.core.config.problem.Kind;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentConfigTest {
    record Settings(
            @Variable("NODE_ENV") Stage stage,
            @WebUrl URI appUrl,
            Secret openaiApiKey,
            Optional<String> openaiOrgId,
            Optional<@WebUrl URI> cdnUrl,
            @Email String emailFrom,
            @Size(min = 32, max = 32) Secret encryptionKey,
            @Default("false") boolean maintenanceMode,
            @Default("100") @Positive int rateLimitRequests,

            @Variable("RATE_LIMIT_WINDOW_MS") @Unit(ChronoUnit.MILLIS) @Default("60000")
            Duration rateLimitWindow) {}

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "NODE_ENV", "production",
            "APP_URL", "https://contentmax.ai",
            "OPENAI_API_KEY", "sk-not-a-real-key",
            "EMAIL_FROM", "hello@contentmax.ai",
            "ENCRYPTION_KEY", "0123456789abcdef0123456789abcdef"));

    @TempDir
    private Path folder;

    @Test
    void reads_a_record_from_the_environment() {
        Settings settings = load();

        assertThat(settings)
                .isEqualTo(new Settings(
                        Stage.PRODUCTION,
                        URI.create("https://contentmax.ai"),
                        Secret.of("sk-not-a-real-key"),
                        Optional.empty(),
                        Optional.empty(),
                        "hello@contentmax.ai",
                        Secret.of("0123456789abcdef0123456789abcdef"),
                        false,
                        100,
                        Duration.ofMinutes(1)));
    }

    @Test
    void lists_every_problem_at_once_with_the_exact_variable_and_source() {
        environment.remove("APP_URL");
        environment.put("OPENAI_API_KEY", " ");
        environment.put("EMAIL_FROM", "nobody");
        environment.put("ENCRYPTION_KEY", "short-secret-value");
        environment.put("RATE_LIMIT_REQUESTS", "12abc");
        environment.put("CDN_URL", "ftp://cdn.contentmax.ai");

        ConfigException thrown = catchThrowableOfType(ConfigException.class, this::load);

        assertThat(thrown.problems())
                .extracting(problem -> problem.code().kind(), Problem::subject)
                .containsExactly(
                        tuple(Kind.MISSING, "APP_URL"),
                        tuple(Kind.MISSING, "OPENAI_API_KEY"),
                        tuple(Kind.INVALID, "CDN_URL"),
                        tuple(Kind.INVALID, "EMAIL_FROM"),
                        tuple(Kind.INVALID, "ENCRYPTION_KEY"),
                        tuple(Kind.INVALID, "RATE_LIMIT_REQUESTS"));
        assertThat(thrown)
                .hasMessageContaining("6 problems")
                .hasMessageContaining("EMAIL_FROM: must be a well-formed email address (from environment)")
                .hasMessageContaining("ENCRYPTION_KEY: size must be between 32 and 32");
    }

    @Test
    void never_puts_a_value_into_its_report_or_cause() {
        environment.put("ENCRYPTION_KEY", "short-secret-value");
        environment.put("RATE_LIMIT_REQUESTS", "12abc");

        ConfigException thrown = catchThrowableOfType(ConfigException.class, this::load);

        assertThat(thrown.toString()).doesNotContain("short-secret-value", "12abc");
        assertThat(thrown).hasNoCause();
    }

    @Test
    void speaks_english_whatever_the_locale() {
        environment.put("EMAIL_FROM", "nobody");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThatThrownBy(this::load).hasMessageContaining("must be a well-formed email address");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void lets_the_environment_win_over_a_file_and_names_each_source() throws Exception {
        Path file = Files.writeString(folder.resolve(".env"), "EMAIL_FROM=file@contentmax.ai\nOPENAI_ORG_ID=org-1\n");

        EnvironmentConfig<Settings> config = EnvironmentConfig.of(Settings.class)
                .environment(environment)
                .dotEnv(file)
                .allowDotEnvInProduction()
                .load();

        assertThat(config.values().emailFrom()).isEqualTo("hello@contentmax.ai");
        assertThat(config.values().openaiOrgId()).contains("org-1");
        assertThat(config.describe())
                .containsPattern("OPENAI_ORG_ID +text +org-1 +.*\\.env:2")
                .containsPattern("EMAIL_FROM +text +hello@contentmax.ai +environment")
                .containsPattern("RATE_LIMIT_REQUESTS +integer +100 +default")
                .containsPattern("CDN_URL +URI +not set");
    }

    @Test
    void masks_secrets_and_the_credentials_of_a_url_in_its_table() {
        environment.put("APP_URL", "https://user:hunter2@contentmax.ai");

        String table = EnvironmentConfig.of(Settings.class)
                .environment(environment)
                .load()
                .toString();

        assertThat(table)
                .containsPattern("OPENAI_API_KEY +secret +\\*\\*\\*")
                .contains("https://***@contentmax.ai")
                .doesNotContain("sk-not-a-real-key", "hunter2");
    }

    record Addresses(URI database, String jdbc) {}

    @Test
    void masks_credentials_that_no_url_parser_finds() {
        String table = EnvironmentConfig.of(Addresses.class)
                .environment(Map.of(
                        "DATABASE", "postgres://app:hunter2@my_db:5432/x",
                        "JDBC", "jdbc:postgresql://app:hunter2@db/x"))
                .load()
                .describe();

        assertThat(table)
                .contains("postgres://***@my_db:5432/x", "jdbc:postgresql://***@db/x")
                .doesNotContain("hunter2");
    }

    record Absent(Optional<Integer> port, Optional<Long> size, Optional<Boolean> on, Optional<Duration> pause) {}

    @Test
    void reads_an_optional_of_every_type() {
        EnvironmentConfig.Builder<Absent> config = EnvironmentConfig.of(Absent.class);

        assertThat(config.environment(Map.of()).load().values())
                .isEqualTo(new Absent(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(config.environment(Map.of("PORT", "80", "SIZE", "9", "ON", "yes", "PAUSE", "5s"))
                        .load()
                        .values())
                .isEqualTo(new Absent(
                        Optional.of(80), Optional.of(9L), Optional.of(true), Optional.of(Duration.ofSeconds(5))));
    }

    @Test
    void names_the_file_and_line_that_cannot_be_read_but_not_its_content() throws Exception {
        Path file = Files.writeString(folder.resolve(".env"), "# fine\nthis is s3cret\n");

        assertThatThrownBy(() -> EnvironmentConfig.of(Settings.class)
                        .environment(environment)
                        .dotEnv(file)
                        .allowDotEnvInProduction()
                        .load())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(".env:2: must be NAME=value")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void names_a_file_that_is_not_there() {
        assertThatThrownBy(() -> EnvironmentConfig.of(Settings.class)
                        .environment(environment)
                        .dotEnv(folder.resolve("absent.env"))
                        .load())
                .hasMessageContaining("absent.env: must exist");
    }

    record Strict(int port) {
        Strict {
            if (port == 22) {
                throw new IllegalArgumentException("port " + port);
            }
        }
    }

    @Test
    void reports_a_refusal_by_the_records_own_constructor() {
        assertThatThrownBy(() -> EnvironmentConfig.of(Strict.class)
                        .environment(Map.of("PORT", "22"))
                        .load())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PORT: Strict: its constructor refuses these values")
                .hasMessageNotContaining("22");
    }

    record Twice(@Variable("A") String one, @Variable("A") String two) {}

    record Unreadable(Object thing) {}

    record Unitless(@Unit(ChronoUnit.MILLIS) int millis) {}

    record WrongDefault(@Default("twelve") int number) {}

    @ParameterizedTest
    @ValueSource(classes = {Twice.class, Unreadable.class, Unitless.class, WrongDefault.class, String.class})
    void refuses_a_declaration_that_cannot_be_read(Class<?> type) {
        assertThatThrownBy(() -> EnvironmentConfig.of(type)).isInstanceOf(IllegalArgumentException.class);
    }

    private Settings load() {
        return EnvironmentConfig.of(Settings.class)
                .environment(environment)
                .load()
                .values();
    }
}
