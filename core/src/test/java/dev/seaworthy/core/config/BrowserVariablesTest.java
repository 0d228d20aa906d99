package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Variable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserVariablesTest {
    record Tracked(
            Secret dbPassword,
            @Variable("NEXT_PUBLIC_TRACKER") String tracker) {}

    @Test
    void refuses_what_is_made_of_a_secret() {
        assertThat(Problems.of(EnvironmentConfig.of(Tracked.class)
                        .environment(Map.of("DB_PASSWORD", "hunter2-hunter2", "NEXT_PUBLIC_TRACKER", "${DB_PASSWORD}"))
                        .expandReferences()))
                .containsExactly("public-credentials NEXT_PUBLIC_TRACKER");
    }

    record Settings(
            @Variable("NEXT_PUBLIC_APP_URL") URI appUrl,
            @Variable("NEXT_PUBLIC_PLAN") @Default("free") String plan,
            @Variable("NEXT_PUBLIC_TRACKER") Optional<String> tracker,
            Secret openaiApiKey,
            String emailFrom) {}

    @Test
    void holds_what_bears_a_public_prefix_and_nothing_else() {
        EnvironmentConfig<Settings> config = EnvironmentConfig.of(Settings.class)
                .environment(Map.of(
                        "NEXT_PUBLIC_APP_URL", "https://contentmax.ai",
                        "NEXT_PUBLIC_UNDECLARED", "a",
                        "OPENAI_API_KEY", "kh3-7fz-q1x",
                        "EMAIL_FROM", "hello@contentmax.ai"))
                .load();

        assertThat(config.forBrowsers())
                .isEqualTo(Map.of("NEXT_PUBLIC_APP_URL", "https://contentmax.ai", "NEXT_PUBLIC_PLAN", "free"));
        assertThatThrownBy(() -> config.forBrowsers().put("A", "b")).isInstanceOf(UnsupportedOperationException.class);
    }
}
