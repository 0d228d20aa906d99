package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.value.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in an environment, a load ends with values or with our exception. */
class LoaderFuzzTest {
    private static final int ROUNDS = 1_500;

    /** What parsers stumble over. */
    private static final List<String> PIECES = List.of(
            "",
            " ",
            "\t",
            "\n",
            "\r\n",
            "\0",
            "=",
            "#",
            "'",
            "\"",
            "`",
            "\\",
            "${",
            "}",
            "${TEXT}",
            "$(id)",
            ",",
            ":",
            "//",
            "@",
            "[",
            "]",
            "{",
            "null",
            "NaN",
            "1e9999",
            "-0",
            "007",
            "٣",
            "\uD800",
            "\uFEFF",
            "İ",
            "ß",
            "%",
            "..",
            "-----BEGIN PRIVATE KEY-----",
            "PT",
            "P1Y",
            "9223372036854775808",
            "fe80::1%lo",
            "a=b",
            "export ",
            "x".repeat(5_000));

    private final Random random = new Random(42);
    private final List<Setting<?>> settings = Schema.of(Everything.class).settings();

    @TempDir
    private Path folder;

    @Test
    void a_load_ends_with_values_or_with_our_exception() throws IOException {
        int loaded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                config().load().describe();
                loaded++;
            } catch (ConfigException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
        }
        assertThat(loaded).as("of %s", ROUNDS).isBetween(1, ROUNDS - 1);
    }

    private EnvironmentConfig.Builder<Everything> config() throws IOException {
        EnvironmentConfig.Builder<Everything> config =
                EnvironmentConfig.of(Everything.class).environment(environment());
        if (random.nextBoolean()) {
            config.expandReferences();
        }
        if (random.nextInt(3) == 0) {
            String lines = text() + "\nTEXT=" + text() + "\n" + text();
            Path file = Files.write(folder.resolve("env"), lines.getBytes(StandardCharsets.UTF_8));
            config.dotEnv(file, Dialect.values()[random.nextInt(Dialect.values().length)])
                    .allowDotEnvInProduction();
        }
        return config;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        int set = random.nextInt(3);
        for (int i = 0; i < set; i++) {
            String name = settings.get(random.nextInt(settings.size())).name();
            environment.put(random.nextInt(8) == 0 ? name + "_FILE" : name, text());
        }
        if (random.nextBoolean()) {
            environment.put("STAGE", Stage.values()[random.nextInt(Stage.values().length)].name());
        }
        return environment;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
