package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.value.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    record One(String value) {}

    record Named(
            String smtpPassword,
            String redisPasswd,
            String jwtSecret,
            String githubToken,
            String openaiApiKey,
            String signingPrivateKey,
            String googleCredentials,
            List<String> apiKeys,
            @Variable("NEXT_PUBLIC_SUPABASE_TOKEN") String supabaseToken,
            @Variable("NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY") String stripeKey,
            @Variable("SUPABASE_ANON_KEY") String anonKey,
            String passwordHint,
            String tokenizer,
            String broken) {}

    @ParameterizedTest
    @CsvSource({
        "https://user:hunter2@db/x, https://***@db/x",
        "postgres://u:hun/ter2@db/x, postgres://***@db/x",
        "postgres://u:hun@ter2@db/x, postgres://***@db/x",
        "postgres://hunter2@db/x, postgres://***@db/x",
        "postgres://u:hun?ter2#@db, postgres://***@db",
        "jdbc:oracle:thin:scott/hunter2@//db:1521/x, jdbc:oracle:thin:***@//db:1521/x",
        "jdbc:oracle:oci8:scott/hun@ter2@db, jdbc:oracle:oci8:***@db",
        "https://db/x?a=1&password=hunter2&b=2, https://db/x?a=1&password=***&b=2",
        "https://db/x?sig=hunter2#top, https://db/x?sig=***#top",
        "https://db/x?apiKey=hunter2, https://db/x?apiKey=***",
        "host=db user=u password=hunter2, host=db user=u password=***",
        "host=db password=hunter2 user=u, host=db password=*** user=u",
        "host=db password = hunter2 user=u, host=db password = *** user=u",
        "host=db password=hun&ter#2 user=u, host=db password=*** user=u",
        "host=db password='hunter2, host=db password=***",
        "Password=hunter2;Server=x, Password=***;Server=x",
        "Server=x;Pwd=hun ter2, Server=x;Pwd=***",
        "Server=x;Password=hun ter2;Database=y, Server=x;Password=***;Database=y",
        "Endpoint=sb://x/;SharedAccessKey=hunter2=, Endpoint=sb://x/;SharedAccessKey=***",
        "jdbc:sqlserver://db;password={hunter2};user=sa, jdbc:sqlserver://db;password=***;user=sa",
    })
    void masks_credentials_in_whatever_notation(String text, String shown) {
        assertThat(shown(text)).isEqualTo(shown);
    }

    @Test
    void masks_a_quoted_password_to_its_closing_quote() {
        assertThat(shown("host=db password='hun \\' ter2' user=u")).isEqualTo("host=db password=*** user=u");
        assertThat(shown("Password=\"hun;ter\"\"2\";Server=x")).isEqualTo("Password=***;Server=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://contentmax.ai/a?b=c&d=e#f",
                "https://medium.com/@contentmax",
                "hello@contentmax.ai",
                "jdbc:oracle:thin:@//db:1521/x",
                "host=db user=u",
                "// a remark @home",
                "a = b; c = d",
            })
    void shows_what_holds_none_as_it_is(String text) {
        assertThat(shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "?",
                "&",
                "=",
                "@",
                "/",
                ";a",
                "&key",
                "?key=",
                "key=",
                "password=;",
                "//",
                "//@",
                "//a",
                "//a:",
                "://a:b",
                "=@",
                "'",
                "key='",
                "jdbc:oracle:",
                "jdbc:oracle:a:",
                " a",
                "key ="
            })
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shows_a_hostile_text_in_no_time(String piece) {
        assertThat(shown(piece.repeat(60_000 / piece.length()))).hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//u:%s@db", "//u:%s", "password=%s", "host=db password='%s'", "jdbc:oracle:thin:u/%s@db"})
    void shows_no_part_of_a_secret_that_is_longer_than_what_is_looked_at(String form) {
        assertThat(shown(form.formatted("Q".repeat(60_000) + "@db"))).doesNotContain("Q");
    }

    @Test
    void keeps_what_breaks_a_line_or_hides_in_it_out_of_a_value() {
        assertThat(shown("a\u0085b\u009Bc\u2028d\u2029e\u202Ef\uFEFFg\nh"))
                .isEqualTo("a?b?c?d?e?f?g?h".replace('?', '\uFFFD'));
    }

    @Test
    void cuts_no_character_in_two() {
        assertThat(shown("a" + "\uD83D\uDE00".repeat(60))).isEqualTo("a" + "\uD83D\uDE00".repeat(39) + "...");
    }

    @Test
    void masks_a_text_whose_name_says_that_it_is_a_secret() {
        Map<String, String> environment = new HashMap<>();
        Schema<Named> schema = Schema.of(Named.class);
        schema.settings().forEach(setting -> environment.put(setting.name(), "of-" + setting.name()));

        String table =
                EnvironmentConfig.of(schema).environment(environment).load().describe();

        assertThat(table.lines().filter(line -> !line.contains("***")).map(line -> line.split(" ")[0]))
                .containsExactly(
                        "NEXT_PUBLIC_SUPABASE_TOKEN",
                        "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY",
                        "SUPABASE_ANON_KEY",
                        "PASSWORD_HINT",
                        "TOKENIZER",
                        "BROKEN");
        assertThat(schema.settings()).noneMatch(Setting::isSecret);
    }

    private static String shown(String text) {
        String table = EnvironmentConfig.of(One.class)
                .environment(Map.of("VALUE", text))
                .stage(Stage.TEST)
                .load()
                .describe();
        return table.substring("VALUE  text  ".length(), table.length() - "  environment".length());
    }
}
