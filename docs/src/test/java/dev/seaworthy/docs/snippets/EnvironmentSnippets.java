package dev.seaworthy.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.config.RemoteSource;
import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.annotation.AllOrNone;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.constraint.Host;
import dev.seaworthy.core.config.constraint.MinBytes;
import dev.seaworthy.core.config.constraint.Port;
import dev.seaworthy.core.config.constraint.PublicUrl;
import dev.seaworthy.core.config.constraint.WebUrl;
import dev.seaworthy.core.config.generate.Document;
import dev.seaworthy.core.config.value.Stage;
import dev.seaworthy.core.testing.SettableRemoteSource;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EnvironmentSnippets {
    private EnvironmentSnippets() {}

    static void firstSuccess() {
        record Settings(
                @Variable("NODE_ENV") Stage stage,
                @WebUrl URI appUrl, // APP_URL
                Secret openaiApiKey, // OPENAI_API_KEY
                Optional<String> openaiOrgId,
                @Email String emailFrom,
                @Default("100") @Positive int rateLimitRequests) {}

        EnvironmentConfig<Settings> environment = EnvironmentConfig.of(Settings.class)
                .dotEnvIfPresent(Path.of(".env"))
                .load();
        System.out.println(environment.describe()); // a table; secrets are masked
    }

    /** The README's settings, where their report is shown. */
    record Readme(
            @Variable("NODE_ENV") Stage stage,
            @WebUrl URI appUrl,
            Secret openaiApiKey,
            @Email String emailFrom) {}

    record Settings(
            @Variable("NODE_ENV") @Default("production") Stage stage,
            @PublicUrl @Example("https://app.example.com") URI appUrl, // APP_URL
            @MinBytes(32) Secret sessionKey, // SESSION_KEY
            Optional<@WebUrl URI> cdnUrl, // may be missing
            @Default("30s") Duration timeout,
            Optional<Smtp> smtp) {} // SMTP_HOST and so on

    @AllOrNone({"USER", "PASSWORD"})
    record Smtp(@Host String host, @Default("587") @Port int port, Optional<String> user, Optional<Secret> password) {}

    static int keyed() {
        Setting<Integer> port = Setting.of("PORT", Integer.class)
                .defaultTo("8080")
                .check("must be even", number -> number % 2 == 0)
                .build();
        int value = EnvironmentConfig.of(Schema.of(port)).load().values().get(port);
        return value;
    }

    record Pool(int least, int most) {
        @AssertTrue(message = "POOL_LEAST must not be over POOL_MOST")
        boolean isOrdered() {
            return least <= most;
        }
    }

    static EnvironmentConfig<Settings> sources() {
        EnvironmentConfig<Settings> config = EnvironmentConfig.of(Settings.class)
                .dotEnvIfPresent(Path.of(".env"))
                .secretDirectory(Path.of("/run/secrets"))
                .load();
        return config;
    }

    interface Vault {
        boolean isSealed();

        Map<String, String> texts(Set<String> names) throws IOException;
    }

    record VaultSource(Vault vault) implements RemoteSource {
        @Override
        public String name() {
            return "Vault";
        }

        @Override
        public Map<String, String> read(Set<String> variables) throws IOException {
            if (vault.isSealed()) {
                throw new Unavailable("is sealed: unseal it");
            }
            return vault.texts(variables);
        }
    }

    static EnvironmentConfig<Settings> remote(Vault vault) {
        return EnvironmentConfig.of(Settings.class)
                .remote(new VaultSource(vault), Duration.ofSeconds(5))
                .load();
    }

    static EnvironmentConfig<Settings> broken() {
        return EnvironmentConfig.of(Settings.class)
                .environment(Map.of(
                        "APP_URL", "http://localhost:3000",
                        "SESSION_KY", "correct-horse-battery-staple-1234",
                        "TIMEOUT", "30",
                        "SMTP_USER", "contentmax"))
                .load();
    }

    static void reload(EnvironmentConfig<Settings> config, HttpClient.Builder client) {
        config.onChange("TIMEOUT", settings -> client.connectTimeout(settings.timeout()));
        Set<String> changed = config.reload();
        System.out.println(changed);
    }

    static class DocumentsTest {
        @Test
        void documents_are_current() {
            Schema<Settings> schema = Schema.of(Settings.class);
            Document.DOT_ENV_EXAMPLE.requireCurrent(Path.of(".env.example"), schema);
            Document.MARKDOWN.requireCurrent(Path.of("docs/environment.md"), schema);
        }
    }

    static class SettingsTest {
        @Test
        void takes_the_session_key_from_vault() {
            Map<String, String> environment = Map.of("APP_URL", "https://app.example.com/x");

            SettableRemoteSource vault =
                    new SettableRemoteSource("Vault").set("SESSION_KEY", "7d9f2c4e8a1b3f5d7c9e2a4b6d8f1c3e");

            assertThat(EnvironmentConfig.of(Settings.class)
                            .environment(environment)
                            .remote(vault, Duration.ofSeconds(1))
                            .load()
                            .describe())
                    .contains("Vault");
        }
    }
}
