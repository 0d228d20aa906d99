package dev.seaworthy.docs.snippets;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.constraint.WebUrl;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

final class EnvironmentSnippets {
    private EnvironmentSnippets() {}

    record Settings(
            @Variable("NODE_ENV") Stage stage,
            @WebUrl URI appUrl, // APP_URL
            Secret openaiApiKey, // OPENAI_API_KEY
            Optional<String> openaiOrgId,
            @Email String emailFrom,
            @Default("100") @Positive int rateLimitRequests) {}

    static void firstSuccess() {
        record Settings(
                @Variable("NODE_ENV") Stage stage,
                @WebUrl URI appUrl, // APP_URL
                Secret openaiApiKey, // OPENAI_API_KEY
                Optional<String> openaiOrgId,
                @Email String emailFrom,
                @Default("100") @Positive int rateLimitRequests) {}

        EnvironmentConfig<Settings> environment =
                EnvironmentConfig.of(Settings.class).dotEnv(Path.of(".env")).load();
        System.out.println(environment.describe()); // a table; secrets are masked
    }
}
