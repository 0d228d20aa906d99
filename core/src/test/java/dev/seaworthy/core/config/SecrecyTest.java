package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.testing.SettableRemoteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * No four characters in a row of a random secret are in anything that is told: over every type, every constraint and
 * every source.
 */
class SecrecyTest {
    /** Rare in what we write, so that nothing is found by chance. */
    private static final String ALPHABET = "QXZJKVWqxzjkvw";

    private static final int WINDOW = 4;
    private static final int ROUNDS = 30;

    /** How a secret may stand in a text that a type almost understands. */
    private static final List<UnaryOperator<String>> SHAPES = List.of(
            secret -> secret,
            secret -> "https://user:" + secret + "@contentmax.ai:99999/",
            secret -> secret + "," + secret,
            secret -> "a=" + secret + ",a=" + secret,
            secret -> "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----",
            secret -> "-----BEGIN " + secret + "-----",
            secret -> "{\"name\":\"n\",\"token\":\"" + secret + "\",\"seats\":\"" + secret + "\"}",
            secret -> "{\"" + secret + "\":1}",
            secret -> "${" + secret + "}",
            secret -> secret + "s",
            secret -> "10" + secret + "MiB");

    private final Random random = new Random(20261124);
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        PrintStream all = new PrintStream(told, true, StandardCharsets.UTF_8);
        System.setOut(all);
        System.setErr(all);
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void no_value_is_told_when_it_is_refused_whatever_its_type() {
        List<Setting<?>> settings = Schema.of(Everything.class).settings();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String secret = secret();
            String text = SHAPES.get(round % SHAPES.size()).apply(secret);
            Map<String, String> environment = new HashMap<>();
            settings.forEach(setting -> environment.put(setting.name(), text));

            EnvironmentConfig.Builder<Everything> config =
                    EnvironmentConfig.of(Everything.class).environment(environment);
            refused += failing(config, secret);
            if (!text.startsWith("${")) { // the name that a plain variable refers to is told
                failing(config.expandReferences(), secret);
            }
        }
        assertThat(refused).as("problems of values").isGreaterThan(ROUNDS * settings.size() / 2);
    }

    @Test
    void no_secret_is_told_when_it_is_taken() {
        record Taken(Secret key, List<Secret> keys, Map<String, Secret> keyed, SecretBytes raw) {}
        for (int round = 0; round < ROUNDS; round++) {
            String secret = secret();
            Secret key = Secret.of(secret);
            Taken taken = new Taken(
                    key, List.of(key), Map.of("a", key), SecretBytes.of(secret.getBytes(StandardCharsets.UTF_8)));

            assertThat(leaks(taken.toString(), secret)).isFalse();
            assertThat(leaks(JsonMapper.shared().writeValueAsString(taken), secret))
                    .isFalse();
            assertThat(leaks(String.valueOf(key.hashCode()), secret)).isFalse();
        }
    }

    record Loaded(Secret key, List<Secret> keys, String url, java.util.Optional<String> secrt) {}

    @Test
    void no_secret_is_told_of_an_environment_that_loads() {
        for (int round = 0; round < ROUNDS; round++) {
            String secret = secret();
            EnvironmentConfig<Loaded> config = EnvironmentConfig.of(Loaded.class)
                    .environment(Map.of(
                            "KEY",
                            secret,
                            "KEYS",
                            secret + ", " + secret + "0",
                            "URL",
                            "postgres://user:" + secret + "@db/x?password=" + secret,
                            "SECRET",
                            secret))
                    .load();

            assertThat(leaks(config.describe() + config + config.warnings() + config.stage(), secret))
                    .as(config.describe())
                    .isFalse();
            assertThat(leaks(config.fingerprint(Secret.of("0123456789abcdef")).toString(), secret))
                    .isFalse();
            assertThat(leaks(config.forBrowsers().toString(), secret)).isFalse();
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("did you mean SECRT?");
    }

    @Test
    void no_source_tells_what_it_holds() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            String secret = secret();
            Path file = Files.writeString(
                    folder.resolve("env"),
                    "KEY=\"" + secret + "\n" + secret + "\nKEY=`" + secret + "' #" + secret + "\nKEY='" + secret);
            for (Dialect dialect : Dialect.values()) {
                failing(EnvironmentConfig.of(Loaded.class).environment(Map.of()).dotEnv(file, dialect), secret);
            }
            failing(
                    EnvironmentConfig.of(Loaded.class)
                            .environment(Map.of("KEY_FILE", secret, "URL_FILE", "/" + secret)),
                    secret);
            failing(
                    EnvironmentConfig.of(Loaded.class)
                            .environment(Map.of("KEY", "a${" + secret + "}", "KEY_FILE", secret))
                            .expandReferences(),
                    secret);
            failing(
                    EnvironmentConfig.of(Loaded.class)
                            .environment(Map.of())
                            .remote(
                                    new SettableRemoteSource("Vault")
                                            .failNext(new IOException(secret, new IOException(secret))),
                                    Duration.ofSeconds(30)),
                    secret);
        }
    }

    @Test
    void no_refusal_of_the_users_own_code_is_told() {
        for (int round = 0; round < ROUNDS; round++) {
            String secret = secret();
            Setting<Secret> checked = Setting.of("KEY", Secret.class)
                    .check("must be another", key -> {
                        throw new IllegalStateException(key.reveal());
                    })
                    .build();
            Setting<Thread> own = Setting.of("OWN", new TypeConverter<>(Thread.class, "must be a thread", text -> {
                        throw new IllegalStateException(text);
                    }))
                    .build();

            failing(
                    EnvironmentConfig.of(Schema.of(checked, own)).environment(Map.of("KEY", secret, "OWN", secret)),
                    secret);
        }
    }

    /** Loads, and looks through all that is told; gives the number of problems. */
    private int failing(EnvironmentConfig.Builder<?> config, String secret) {
        told.reset();
        Throwable thrown = catchThrowable(config::load);
        assertThat(thrown).isInstanceOf(ConfigException.class);
        ConfigException refused = (ConfigException) thrown;
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));

        List<String> all = new ArrayList<>(List.of(
                trace.toString(),
                refused.toJson(),
                refused.problems().toString(),
                told.toString(StandardCharsets.UTF_8)));
        assertThat(all).as(trace.toString()).noneMatch(text -> leaks(text, secret));
        assertThat(thrown).hasNoCause();
        assertThat(thrown.getSuppressed()).isEmpty();
        return refused.problems().size();
    }

    private static boolean leaks(String text, String secret) {
        return IntStream.rangeClosed(0, secret.length() - WINDOW)
                .anyMatch(start -> text.contains(secret.substring(start, start + WINDOW)));
    }

    private String secret() {
        return random.ints(8 + random.nextInt(40), 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
