package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.Fingerprint.Difference;
import dev.seaworthy.core.config.annotation.Default;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    record Settings(
            Secret pin,
            Optional<String> region,
            Optional<String> queue,
            @Default("5") int size) {}

    record Twins(Secret pin, Secret puk) {}

    private static final Secret KEY = Secret.of("0123456789abcdef");

    private final EnvironmentConfig<Settings> staging = load(Map.of("PIN", "1234x", "REGION", "eu"));
    private final EnvironmentConfig<Settings> production = load(Map.of("PIN", "9876y", "QUEUE", "jobs", "SIZE", "5"));

    @Test
    void tells_what_differs_between_two_environments() {
        assertThat(staging.diff(production))
                .extracting(Difference::variable, Difference::kind)
                .containsExactly(
                        tuple("PIN", Difference.Kind.ANOTHER_VALUE),
                        tuple("QUEUE", Difference.Kind.ONLY_THERE),
                        tuple("REGION", Difference.Kind.ONLY_HERE));
        assertThat(staging.diff(staging)).isEmpty();
    }

    @Test
    void travels_to_another_process_as_text() {
        String text = staging.fingerprint(KEY).toString();

        assertThat(text).doesNotContain("1234x").contains("QUEUE -");
        assertThat(Fingerprint.parse(text))
                .isEqualTo(staging.fingerprint(KEY))
                .hasSameHashCodeAs(staging.fingerprint(KEY));
        assertThat(Fingerprint.parse(text).diff(production.fingerprint(KEY))).isEqualTo(staging.diff(production));
    }

    @Test
    void marks_differ_by_key_and_by_name() {
        assertThat(staging.fingerprint(KEY)).isNotEqualTo(staging.fingerprint(Secret.of("another-key-of-16")));
        String[] marks = EnvironmentConfig.of(Twins.class)
                .environment(Map.of("PIN", "same", "PUK", "same"))
                .load()
                .fingerprint(KEY)
                .toString()
                .split("PIN |\nPUK ");
        assertThat(marks[1]).hasSize(16).isNotEqualTo(marks[2]);
    }

    @Test
    void refuses_a_short_key_and_a_text_that_is_no_fingerprint() {
        assertThatThrownBy(() -> staging.fingerprint(Secret.of("short")))
                .hasMessageContaining("at least 16 bytes")
                .hasMessageNotContaining("short ");
        assertThatThrownBy(() -> Fingerprint.parse("PIN hunter2")).hasMessageNotContaining("hunter2");
    }

    private static EnvironmentConfig<Settings> load(Map<String, String> environment) {
        return EnvironmentConfig.of(Settings.class).environment(environment).load();
    }
}
