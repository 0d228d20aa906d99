package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.testing.SettableRemoteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoteTest {
    record Settings(
            Secret token, String region, @Default("1") int size) {}

    private static final Duration LONG = Duration.ofSeconds(30);

    private final SettableRemoteSource vault = new SettableRemoteSource("Vault");

    @Test
    void asks_once_for_what_no_earlier_source_holds_and_masks_all_of_it() {
        vault.set("TOKEN", "hunter2-hunter2").set("REGION", "from-vault").set("SIZE", "2");

        EnvironmentConfig<Settings> config = load(Map.of("REGION", "eu"), LONG).load();

        assertThat(config.values()).isEqualTo(new Settings(Secret.of("hunter2-hunter2"), "eu", 2));
        assertThat(vault.asked()).containsExactly(Set.of("TOKEN", "SIZE"));
        assertThat(config.describe()).containsPattern("SIZE +integer +\\*\\*\\* +Vault");
    }

    @Test
    void is_not_asked_when_nothing_is_missing() {
        load(Map.of("TOKEN", "hunter2-hunter2", "REGION", "eu", "SIZE", "2"), LONG)
                .load();

        assertThat(vault.asked()).isEmpty();
    }

    @Test
    void is_asked_for_a_variable_beside_a_declared_one_that_ends_like_its_file() {
        record Database(Optional<String> db, Path dbFile) {}
        vault.set("DB", "main");

        assertThat(EnvironmentConfig.of(Database.class)
                        .environment(Map.of("DB_FILE", "/var/lib/db"))
                        .remote(vault, LONG)
                        .load()
                        .values())
                .isEqualTo(new Database(Optional.of("main"), Path.of("/var/lib/db")));
    }

    @Test
    void says_that_it_failed_without_what_its_exception_says() {
        vault.failNext(new IOException("GET /v1/secret?token=marker: 403"));

        assertThat(Problems.all(load(Map.of(), LONG)))
                .extracting(Object::toString)
                .first()
                .isEqualTo("Vault: failed with java.io.IOException;"
                        + " check that it can be reached and that this service may read from it");
    }

    @Test
    void shows_the_message_of_a_failure_that_is_meant_to_be_shown() {
        vault.failNext(new RemoteSource.Unavailable("Vault is sealed: unseal it"));

        assertThat(Problems.all(load(Map.of(), LONG)).get(0).rule()).isEqualTo("Vault is sealed: unseal it");
    }

    @Test
    void waits_no_longer_than_its_time_and_ends_the_thread() throws InterruptedException {
        vault.hang();

        assertThat(Problems.all(load(Map.of(), Duration.ofMillis(50))).get(0).rule())
                .isEqualTo("did not answer within 50 ms");
        vault.awaitInterrupted();
    }

    @Test
    @SuppressWarnings("NullAway") // what a source without a checker can do
    void refuses_a_source_that_answers_with_nothing_or_with_a_variable_that_is_nothing() {
        Map<String, String> token = new HashMap<>();
        token.put("TOKEN", null);

        assertThat(Problems.all(answered(null)).get(0).rule()).isEqualTo("answered with nothing");
        assertThat(Problems.all(answered(token)).get(0).rule()).isEqualTo("Answer holds null for TOKEN; leave it out");
    }

    @Test
    void takes_any_timeout_that_is_one() {
        vault.set("TOKEN", "hunter2-hunter2").set("REGION", "from-vault");

        assertThat(load(Map.of(), Duration.ofSeconds(Long.MAX_VALUE))
                        .load()
                        .values()
                        .region())
                .isEqualTo("from-vault");
        assertThatThrownBy(() -> load(Map.of(), Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EnvironmentConfig.Builder<Settings> answered(@Nullable Map<String, String> answer) {
        RemoteSource source = new RemoteSource() {
            @Override
            public String name() {
                return "Answer";
            }

            @Override
            @SuppressWarnings("NullAway")
            public Map<String, String> read(Set<String> variables) {
                return answer;
            }
        };
        return EnvironmentConfig.of(Settings.class).environment(Map.of()).remote(source, LONG);
    }

    private EnvironmentConfig.Builder<Settings> load(Map<String, String> environment, Duration timeout) {
        return EnvironmentConfig.of(Settings.class).environment(environment).remote(vault, timeout);
    }
}
