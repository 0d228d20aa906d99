package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.AllowPlaceholder;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.value.HostPort;
import dev.seaworthy.core.config.value.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    record Settings(
            Optional<Secret> key,
            Optional<List<Secret>> keys,
            Optional<Map<String, Secret>> keyed,
            Optional<String> name,
            Optional<Set<String>> names,
            Optional<Map<String, String>> labels,
            Optional<URI> database,
            Optional<HostPort> peer,
            Optional<Path> folder,
            Optional<Pattern> pattern,
            @Json Optional<List<Integer>> sizes,
            @Json Optional<List<String>> words,
            @Json @Default("[]") List<String> none,
            @Default("none") String sslMode,
            @Default("null") String fallback,
            @Default("changeme") Secret pin,
            @Example("us-east-1") Optional<String> region,
            @Example("us-east-1") @AllowPlaceholder Optional<String> zone,
            @AllowPlaceholder Optional<Secret> free) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "changeme123",
                "change-me-please",
                "ChangeIt",
                "change_this",
                "sk-your-api-key-here",
                "replace-with-your-key",
                "your_secret",
                "yourApiKeyHere",
                "[YOUR-PASSWORD]",
                "my-secret-key",
                "mysecretkey",
                "super-secret-password",
                "supersecret",
                "TODO: set me",
                "tbd",
                "sk-xxxxxxxxxxxx",
                "sk-proj-XXXX",
                "xxx",
                "REPLACE_ME_NOW",
                "insert_key_here",
                "key goes here",
                "'changeme'",
                "\"<key>\"",
                "default",
                "foobar",
                "none",
                "null",
                "...",
                "********",
                "$API_KEY",
                "%API_KEY%",
                "abc${API_KEY}",
                "{{ key }}",
                "postgres://u:changeme@db/x",
                "postgresql://postgres:[YOUR-PASSWORD]@db.contentmax.ai:5432/postgres"
            })
    void refuses_a_secret_that_stands_for_another(String text) {
        assertThat(problems("KEY", text)).containsExactly("placeholder KEY");
        assertThat(problems("KEYS", "kh3-7fz-q1x," + text)).containsExactly("placeholder KEYS");
        assertThat(problems("KEYED", "a=kh3-7fz-q1x,b=" + text)).containsExactly("placeholder KEYED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kh3-7fz-q1x",
                "null-and-void",
                "correct-horse-battery-staple",
                "default-horse-secret-kettle-replace-insert",
                "your mother sang here",
                "pa$$word$API_KEY9",
                "postgres://u:kh3-7fz-q1x@db/changeme",
                "https://your-app.contentmax.ai/hooks/kh3-7fz-q1x"
            })
    void takes_a_secret_that_only_resembles_one(String text) {
        assertThat(problems("KEY", text)).isEmpty();
    }

    @Test
    void takes_random_keys_of_every_alphabet() {
        Random random = new Random(20261124);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[8 + random.nextInt(25)];
            random.nextBytes(bytes);
            String text = switch (i % 5) {
                case 0 -> HexFormat.of().formatHex(bytes);
                case 1 -> start(Base64.getEncoder().encodeToString(twice(bytes)), bytes.length * 2);
                case 2 -> start(Base64.getUrlEncoder().encodeToString(twice(bytes)), bytes.length * 2);
                case 3 -> alphanumeric(random, bytes.length * 2, 62);
                default -> "sk-proj-" + alphanumeric(random, bytes.length * 2, 36);
            };

            assertThat(problems("KEY", text)).as(text).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "CHANGE-ME",
                "Change_Me",
                "change me",
                "change-me-please",
                "replace me",
                "replaceme",
                "placeholder",
                "your-api-key-here",
                "your_secret",
                "your-org-id",
                "YOUR_TOKEN",
                "your api key here",
                "xxx",
                "XXXXXXXX",
                "null",
                "'undefined'",
                "TODO",
                "tbd",
                "FixMe",
                "<api key>",
                "${API_KEY}",
                "abc${API_KEY}",
                "{{ key }}",
                "postgres://u:changeme@db/x"
            })
    void refuses_a_text_that_stands_for_another(String text) {
        assertThat(problems("NAME", text)).containsExactly("placeholder NAME");
        assertThat(problems("NAMES", "Ada," + text)).containsExactly("placeholder NAMES");
        assertThat(problems("LABELS", "a=Ada,b=" + text)).containsExactly("placeholder LABELS");
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, Your Friends at Contentmax",
        "NAME, Your password",
        "NAME, your",
        "NAME, xx",
        "NAME, xxl",
        "NAME, NA",
        "NAME, n/a",
        "NAME, none",
        "NAME, nil",
        "NAME, Nonesuch",
        "NAME, default",
        "NAME, my-secret-key",
        "NAME, changement-2026",
        "NAME, todo-list",
        "NAME, ...",
        "NAME, $HOME",
        "NAME, '[1,2,3]'",
        "NAME, '<b>Hello</b> <i>you</i>'",
        "NAME, https://contentmax.ai/changeme",
        "SIZES, '[1,2,3]'",
        "WORDS, '[\"changeme\"]'",
        "PATTERN, '[a-z]'",
        "PATTERN, '<a>'",
        "FOLDER, /srv/changeme",
        "DATABASE, postgres://changeme/x",
        "PEER, todo:443",
        "SSL_MODE, none",
        "FALLBACK, null"
    })
    void takes_right_values_that_only_look_like_one(String variable, String text) {
        assertThat(problems(variable, text)).isEmpty();
    }

    @Test
    void refuses_a_placeholder_where_a_url_holds_the_password() {
        assertThat(problems("DATABASE", "postgres://u:changeme@db/x")).containsExactly("placeholder DATABASE");
        assertThat(problems("DATABASE", "postgres://u:kh3-7fz@db/x")).isEmpty();
    }

    @Test
    void judges_no_default_but_that_of_a_secret() {
        assertThat(Problems.of(Settings.class, Map.of())).containsExactly("placeholder PIN");
    }

    @Test
    void refuses_the_declared_example_and_that_of_an_address_alone() {
        assertThat(problems("REGION", "us-east-1")).containsExactly("example-value REGION");
        assertThat(problems("DATABASE", "https://example.com/")).containsExactly("example-value DATABASE");
        assertThat(problems("PEER", "example.com:443")).containsExactly("example-value PEER");
        assertThat(problems("FOLDER", "/var/lib/example")).isEmpty();
        assertThat(problems("PATTERN", "[a-z]+")).isEmpty();
        assertThat(problems("NAMES", "text")).isEmpty();
    }

    @Test
    void takes_placeholders_and_the_example_where_it_is_said() {
        assertThat(problems("ZONE", "us-east-1")).isEmpty();
        assertThat(problems("ZONE", "changeme")).isEmpty();
        assertThat(problems("FREE", "changeme")).isEmpty();
        assertThat(problems("FREE", "password")).containsExactly("weak-secret FREE");

        Setting<String> setting =
                Setting.of("ZONE", String.class).example("a").allowPlaceholder().build();
        assertThat(Problems.of(EnvironmentConfig.of(Schema.of(setting)).environment(Map.of("ZONE", "a"))))
                .isEmpty();
    }

    @Test
    void takes_a_reference_that_is_written_to_stay() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "NAME='${HOST}'\nKEY='kh3-${HOST}'\n");
        Map<String, String> pin = Map.of("PIN", "kh3-7fz-q1x");

        assertThat(Problems.of(EnvironmentConfig.of(Settings.class)
                        .environment(pin)
                        .dotEnv(file)
                        .allowDotEnvInProduction()))
                .isEmpty();
        assertThat(Problems.of(EnvironmentConfig.of(Settings.class)
                        .environment(Map.of("PIN", "kh3-7fz-q1x", "NAME", "$${HOST}", "KEY", "kh3-$${HOST}"))
                        .expandReferences()))
                .isEmpty();
    }

    @Test
    void refuses_a_reference_that_nothing_has_replaced() throws IOException {
        Path file = Files.writeString(folder.resolve("KEY"), "${API_KEY}");

        assertThat(problems("NAME", "${HOST}")).containsExactly("placeholder NAME");
        assertThat(problems("KEY", "$${HOST}")).containsExactly("placeholder KEY");
        assertThat(Problems.of(EnvironmentConfig.of(Settings.class)
                        .environment(Map.of("PIN", "kh3-7fz-q1x", "KEY_FILE", file.toString()))
                        .expandReferences()))
                .contains("placeholder KEY");
    }

    @Test
    void judges_nothing_outside_production() {
        assertThat(Problems.of(EnvironmentConfig.of(Settings.class)
                        .environment(Map.of("KEY", "changeme", "NAME", "TODO"))
                        .stage(Stage.TEST)))
                .isEmpty();
    }

    private static List<String> problems(String variable, String text) {
        return Problems.of(Settings.class, Map.of("PIN", "kh3-7fz-q1x", variable, text));
    }

    private static String start(String text, int length) {
        return text.substring(0, length);
    }

    private static byte[] twice(byte[] bytes) {
        byte[] all = new byte[bytes.length * 2];
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            all[bytes.length + i] = (byte) (bytes[i] * 31 + i);
        }
        return all;
    }

    private static String alphanumeric(Random random, int length, int of) {
        String all = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(all.charAt(random.nextInt(of)));
        }
        return text.toString();
    }
}
