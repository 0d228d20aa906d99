package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.dotenv.DotEnv;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DotEnvExampleTest {
    private final String text = Document.DOT_ENV_EXAMPLE.of(Schema.of(ShopSettings.class));

    @ParameterizedTest
    @EnumSource
    void asks_for_what_development_requires(Dialect dialect) {
        assertThat(read(text, dialect))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("APP_URL", "", "API_KEY", "", "DB_HOST", "", "DB_PASSWORD", ""));
    }

    @ParameterizedTest
    @EnumSource
    void gives_the_defaults_of_development_where_comments_are_taken_away(Dialect dialect) {
        String uncommented = text.replaceAll("(?m)^# ([A-Z_]+=)", "$1");

        assertThat(read(uncommented, dialect))
                .hasSize(30)
                .containsEntry("NODE_ENV", "production")
                .containsEntry("PORT", "8080")
                .containsEntry("TIMEOUT", "5s")
                .containsEntry("GREETING", ShopSettings.QUOTES)
                .containsEntry("BANNER", "two\nlines")
                .containsEntry("TEMPLATE", "$HOME/a|b")
                .containsEntry("SUFFIX", "")
                .containsEntry("SMTP_PORT", "587");
    }

    @ParameterizedTest
    @EnumSource
    void leaves_secrets_empty(Dialect dialect) {
        String uncommented = text.replaceAll("(?m)^# ([A-Z_]+=)", "$1");

        assertThat(read(uncommented, dialect))
                .containsEntry("API_KEY", "")
                .containsEntry("PEPPER", "")
                .containsEntry("SALT", "")
                .containsEntry("WEBHOOK_SECRET", "")
                .containsEntry("SMTP_PASSWORD", "");
    }

    @Test
    void leaves_a_value_to_its_comment_that_the_dialects_do_not_agree_on() {
        assertThat(text).contains("text; optional; default it's \"5\"\n# CLOCK=\n");
    }

    private static Map<String, String> read(String text, Dialect dialect) {
        DotEnv read = DotEnv.parse("example", text, dialect);
        assertThat(read.refusals()).isEmpty();
        Map<String, String> values = new LinkedHashMap<>();
        read.entries().forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
    }
}
