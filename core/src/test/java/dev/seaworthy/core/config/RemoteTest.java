package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.testing.SettableRemoteSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
    void refuses_a_source_that_answers_with_nothing_and_a_timeout_that_is_none() {
        RemoteSource nothing = new RemoteSource() {
            @Override
            public String name() {
                return "Nothing";
            }

            @Override
            @SuppressWarnings("NullAway")
            public Map<String, String> read(Set<String> variables) {
                return null;
            }
        };

        assertThat(Problems.all(EnvironmentConfig.of(Settings.class)
                                .environment(Map.of())
                                .remote(nothing, LONG))
                        .get(0)
                        .rule())
                .startsWith("answered with nothing");
        assertThatThrownBy(() -> EnvironmentConfig.of(Settings.class).remote(nothing, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private EnvironmentConfig.Builder<Settings> load(Map<String, String> environment, Duration timeout) {
        return EnvironmentConfig.of(Settings.class).environment(environment).remote(vault, timeout);
    }
}
