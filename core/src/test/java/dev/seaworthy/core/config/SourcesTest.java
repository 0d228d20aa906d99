package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.AllowEmpty;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    record Settings(Secret dbPassword, Optional<String> region) {}

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final EnvironmentConfig.Builder<Settings> config = EnvironmentConfig.of(Settings.class);

    @Test
    void reads_the_process_environment_unless_it_is_replaced() {
        record Shell(@Variable("PATH") String path) {}

        assertThat(EnvironmentConfig.of(Shell.class).load().values().path()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void takes_the_first_source_that_holds_a_variable_in_the_order_in_which_they_are_named() {
        config.environment(Map.of("REGION", " "))
                .variables("first", Map.of("REGION", "one"))
                .variables("second", Map.of("REGION", "two", "DB_PASSWORD", "hunter2-hunter2"));

        assertThat(config.load().values().region()).contains("one");
        assertThat(config.load().describe())
                .containsPattern("REGION .* one +first")
                .contains("second");
    }

    @Test
    void reads_system_properties_when_it_is_asked_to() {
        System.setProperty("DB_PASSWORD", "hunter2-hunter2");
        try {
            assertThat(config.environment(Map.of()).systemProperties().load().describe())
                    .contains("system properties");
        } finally {
            System.clearProperty("DB_PASSWORD");
        }
    }

    record Dotted(Stage stage, Optional<String> name) {}

    @Test
    void refuses_a_dot_env_file_in_production_unless_it_is_allowed() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "NAME=contentmax\n");
        EnvironmentConfig.Builder<Dotted> production = EnvironmentConfig.of(Dotted.class)
                .environment(Map.of("STAGE", "production"))
                .dotEnv(file);

        assertThat(Problems.only(production).code()).isEqualTo(Code.DOTENV_IN_PRODUCTION);
        assertThat(production.allowDotEnvInProduction().load().values().name()).contains("contentmax");
        assertThat(EnvironmentConfig.of(Dotted.class)
                        .environment(Map.of("STAGE", "dev"))
                        .dotEnv(file)
                        .load()
                        .values()
                        .name())
                .contains("contentmax");
    }

    @Test
    void reads_a_dot_env_file_in_its_dialect_and_does_without_an_optional_one() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "STAGE=dev\nNAME=a#b\n");

        assertThat(EnvironmentConfig.of(Dotted.class)
                        .environment(Map.of())
                        .dotEnvIfPresent(folder.resolve("absent"), Dialect.NODE)
                        .dotEnvIfPresent(file, Dialect.PYTHON)
                        .stageFromDotEnv()
                        .load()
                        .values()
                        .name())
                .contains("a#b");
        assertThat(Problems.of(
                        EnvironmentConfig.of(Dotted.class).environment(Map.of()).dotEnv(file)))
                .contains("file-syntax " + file + ":2");
    }

    @Test
    void does_without_a_strict_dot_env_file_that_only_developers_have() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "NAME=contentmax\n");
        EnvironmentConfig.Builder<Dotted> config =
                EnvironmentConfig.of(Dotted.class).environment(Map.of("STAGE", "dev"));

        assertThat(config.dotEnvIfPresent(folder.resolve("absent"))
                        .load()
                        .values()
                        .name())
                .isEmpty();
        assertThat(config.dotEnvIfPresent(file).load().values().name()).contains("contentmax");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without a checker can do
    void names_the_variable_of_a_map_that_is_null() {
        Map<String, String> noText = new HashMap<>();
        noText.put("REGION", null);
        Map<String, String> noName = new HashMap<>();
        noName.put(null, "eu");

        assertThatThrownBy(() -> config.environment(noText))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("environment holds null for REGION; leave it out");
        assertThatThrownBy(() -> config.variables("first", noName))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("first holds a variable whose name is null");
    }

    @Test
    @SuppressWarnings("NullAway")
    void refuses_at_the_call_what_no_load_could_read() {
        assertThatThrownBy(() -> config.dotEnv(folder, null)).hasMessage("dialect");
        assertThatThrownBy(() -> config.dotEnvIfPresent(folder, null)).hasMessage("dialect");
        assertThatThrownBy(() -> config.secretDirectory(null)).hasMessage("directory");
        assertThatThrownBy(() -> config.environment(null)).hasMessage("variables");
        assertThatThrownBy(() -> config.refuseUnknown(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix");
    }

    @Test
    void reads_a_map_as_it_was_when_it_was_given() {
        environment.put("DB_PASSWORD", "hunter2-hunter2");
        config.environment(environment);
        environment.clear();

        assertThat(Problems.all(config)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB_PASSWORD", "db_password", "db-password"})
    void reads_a_directory_of_mounted_secrets(String name) throws IOException {
        Files.writeString(folder.resolve(name), "line one\nline two\n");

        EnvironmentConfig<Settings> read =
                config.environment(Map.of()).secretDirectory(folder).load();

        assertThat(read.values().dbPassword().reveal()).isEqualTo("line one\nline two");
    }

    @Test
    void follows_the_links_of_a_kubernetes_mount() throws IOException {
        Path data = Files.createDirectory(folder.resolve("..2026_11_24"));
        Files.writeString(data.resolve("DB_PASSWORD"), "hunter2-hunter2");
        Files.createSymbolicLink(folder.resolve("..data"), data.getFileName());
        Files.createSymbolicLink(folder.resolve("DB_PASSWORD"), Path.of("..data/DB_PASSWORD"));

        assertThat(config.environment(Map.of())
                        .secretDirectory(folder)
                        .load()
                        .values()
                        .dbPassword())
                .isEqualTo(Secret.of("hunter2-hunter2"));
    }

    @Test
    void masks_what_comes_from_a_directory_of_secrets_whatever_its_type() throws IOException {
        Files.writeString(folder.resolve("DB_PASSWORD"), "hunter2-hunter2");
        Files.writeString(folder.resolve("REGION"), "eu-central-1");

        assertThat(config.environment(Map.of()).secretDirectory(folder).load().describe())
                .doesNotContain("eu-central-1");
    }

    @Test
    void refuses_two_spellings_of_one_secret_and_a_directory_that_is_not_there() throws IOException {
        Files.writeString(folder.resolve("DB_PASSWORD"), "a");
        Files.writeString(folder.resolve("db-password"), "b");

        assertThat(Problems.of(config.environment(Map.of()).secretDirectory(folder)))
                .containsExactly("set-twice DB_PASSWORD");
        assertThat(Problems.of(EnvironmentConfig.of(Settings.class)
                        .environment(Map.of("DB_PASSWORD", "hunter2-hunter2"))
                        .secretDirectory(folder.resolve("absent"))))
                .containsExactly("file-unreadable " + folder.resolve("absent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2-hunter2", "hunter2-hunter2\n", "hunter2-hunter2\r\n"})
    void reads_the_file_that_name_file_names_without_one_newline_at_its_end(String content) throws IOException {
        Path file = secretFile(content);

        EnvironmentConfig<Settings> read =
                config.environment(Map.of("DB_PASSWORD_FILE", file.toString())).load();

        assertThat(read.values().dbPassword().reveal()).isEqualTo("hunter2-hunter2");
        assertThat(read.describe()).contains("DB_PASSWORD_FILE=" + file).doesNotContain("hunter2");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void strips_one_newline_alone() throws IOException {
        record Text(@AllowEmpty String text) {}
        Path file = secretFile("a\n\n");

        assertThat(EnvironmentConfig.of(Text.class)
                        .environment(Map.of("TEXT_FILE", file.toString()))
                        .load()
                        .values()
                        .text())
                .isEqualTo("a\n");
    }

    @Test
    void refuses_a_variable_that_is_set_itself_and_through_a_file() throws IOException {
        environment.put("DB_PASSWORD", "hunter2-hunter2");
        environment.put("DB_PASSWORD_FILE", secretFile("other-password").toString());

        assertThat(Problems.only(config.environment(environment)).toString())
                .isEqualTo("DB_PASSWORD: must be set itself or through DB_PASSWORD_FILE, not both (from environment);"
                        + " unset one of them; if DB_PASSWORD_FILE is for someone else:"
                        + " ignore(\"DB_PASSWORD_FILE\")");
    }

    @Test
    void names_both_places_of_a_variable_that_is_set_itself_and_through_a_file() throws IOException {
        environment.put("DB_PASSWORD_FILE", secretFile("other-password").toString());

        assertThat(Problems.only(config.environment(environment)
                                .variables("defaults", Map.of("DB_PASSWORD", "hunter2-hunter2")))
                        .source())
                .isEqualTo("defaults and environment");
    }

    record Logging(@Default("info") String log) {}

    @Test
    void leaves_a_file_variable_alone_that_is_for_someone_else() throws IOException {
        environment.put("LOG_FILE", secretFile("what another program logs").toString());
        EnvironmentConfig.Builder<Logging> logging =
                EnvironmentConfig.of(Logging.class).environment(environment);

        assertThat(logging.load().values().log()).isEqualTo("what another program logs");
        assertThat(logging.ignore("LOG_FILE").load().values().log()).isEqualTo("info");
    }

    @Test
    void tells_how_to_leave_a_file_variable_alone_that_names_no_file() {
        assertThat(Problems.only(EnvironmentConfig.of(Logging.class)
                                .environment(Map.of(
                                        "LOG_FILE", folder.resolve("absent.log").toString())))
                        .hint())
                .isEqualTo("check the path and that the secret is mounted; if LOG_FILE is for someone else:"
                        + " ignore(\"LOG_FILE\")");
    }

    @Test
    void leaves_a_file_variable_alone_that_is_declared_itself() {
        record Logs(String log, Path logFile) {}

        assertThat(EnvironmentConfig.of(Logs.class)
                        .environment(Map.of("LOG", "info", "LOG_FILE", "/var/log/contentmax.log"))
                        .load()
                        .values())
                .isEqualTo(new Logs("info", Path.of("/var/log/contentmax.log")));
    }

    @Test
    void warns_of_a_file_that_every_user_can_read() throws IOException {
        Path file = secretFile("hunter2-hunter2");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        EnvironmentConfig<Settings> read =
                config.environment(Map.of("DB_PASSWORD_FILE", file.toString())).load();

        assertThat(read.warnings())
                .extracting(Problem::code, Problem::subject)
                .containsExactly(tuple(Code.WORLD_READABLE, "DB_PASSWORD_FILE"));
        assertThat(read.warnings().get(0).hint()).isEqualTo("chmod o-r, or mount it with a mode such as 0400");
    }

    @Test
    void refuses_files_that_are_too_large_no_text_or_no_files_and_shows_no_path_that_may_be_the_secret()
            throws IOException {
        Path large = secretFile("x".repeat(64 * 1024 + 1));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 1});

        for (String path : new String[] {
            large.toString(),
            binary.toString(),
            folder.toString(),
            "marker-that-is-the-password",
            "\0marker",
            "/dev/zero"
        }) {
            Problem problem = Problems.only(config.environment(Map.of("DB_PASSWORD_FILE", path)));

            assertThat(problem.code()).as(path).isEqualTo(Code.FILE_UNREADABLE);
            assertThat(problem.subject()).isEqualTo("DB_PASSWORD_FILE");
            assertThat(problem.toString()).doesNotContain("marker");
        }
    }

    @Test
    void an_empty_file_is_a_missing_variable() throws IOException {
        Path file = secretFile("\n");

        assertThat(Problems.only(config.environment(Map.of("DB_PASSWORD_FILE", file.toString())))
                        .toString())
                .isEqualTo("DB_PASSWORD: required (from DB_PASSWORD_FILE=" + file + "); the file is empty");
    }

    @Test
    void says_where_a_missing_variable_is_set_to_nothing() {
        config.environment(Map.of()).variables("first", Map.of("DB_PASSWORD", "  ", "DB_PASSWRD", "a"));

        assertThat(Problems.only(config.variables("second", Map.of("DB_PASSWORD", "")))
                        .toString())
                .isEqualTo("DB_PASSWORD: required (from first); it is set, but to nothing but white space");
    }

    @Test
    void says_where_a_missing_file_variable_is_set_to_nothing() {
        assertThat(Problems.only(config.environment(Map.of("DB_PASSWORD_FILE", "")))
                        .toString())
                .isEqualTo("DB_PASSWORD: required (from environment);"
                        + " DB_PASSWORD_FILE is set, but to nothing but white space");
    }

    private Path secretFile(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
