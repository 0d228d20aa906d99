package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.problem.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    record Settings(
            Duration window,
            Secret token,
            @Example("https://contentmax.ai") URI site,
            Secret pin,
            int size) {}

    private final ConfigException thrown = catchThrowableOfType(
            ConfigException.class,
            () -> EnvironmentConfig.of(Settings.class)
                    .environment(Map.of("WINDOW", "30", "TOKN", "a", "SITE", "a b", "PIN", "changeme", "SIZE", "1"))
                    .refuseUnknown("TOK")
                    .load());

    @Test
    void lists_every_problem_under_its_group_sorted_with_source_hint_and_example() {
        assertThat(thrown.getMessage().replace(System.lineSeparator(), "\n")).isEqualTo("""
                        The environment has 5 problems; mend each and start again:
                          missing
                            TOKEN: required; did you mean TOKN, which is set?
                          invalid
                            SITE: must be a URI as RFC 3986 writes it, such as https://contentmax.ai (from environment)
                            WINDOW: must be a duration with its unit, such as 500ms, 30s, 5m, 2h, 7d or PT30S (from environment)
                          unknown
                            TOKN: is set, and nothing declares it; unset it, declare it, or name it as one to ignore
                          suspicious
                            PIN: is a placeholder, not a value for production (from environment)""");
    }

    @Test
    void says_the_same_as_json() {
        JsonNode problems = JsonMapper.shared().readTree(thrown.toJson()).get("problems");

        assertThat(problems.size()).isEqualTo(5);
        JsonNode site = problems.get(1);
        assertThat(site.get("code").asString()).isEqualTo("format");
        assertThat(site.get("kind").asString()).isEqualTo("invalid");
        assertThat(site.get("warning").asBoolean()).isFalse();
        assertThat(site.get("subject").asString()).isEqualTo("SITE");
        assertThat(site.get("source").asString()).isEqualTo("environment");
        assertThat(site.get("example").asString()).isEqualTo("https://contentmax.ai");
        assertThat(problems.get(0).get("hint").asString()).isEqualTo("did you mean TOKN, which is set?");
    }

    @Test
    void counts_no_warning_for_a_problem_and_marks_it() {
        record Two(int size, Optional<String> region) {}
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> EnvironmentConfig.of(Two.class)
                        .environment(Map.of("REGOIN", "eu"))
                        .load());

        assertThat(refused)
                .hasMessageContaining("has 1 problem;")
                .hasMessageContaining("(warning) REGOIN: is set, and nothing reads it");
    }

    @Test
    void is_whole_after_a_journey_to_another_process() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((ConfigException) in.readObject()).problems()).isEqualTo(thrown.problems());
        }
    }

    @Test
    void codes_are_stable() {
        assertThat(Arrays.stream(Code.values()).map(Code::toString))
                .containsExactly(
                        "file-unreadable",
                        "file-syntax",
                        "dotenv-in-production",
                        "stage-from-dotenv",
                        "set-twice",
                        "unresolved-reference",
                        "source-failed",
                        "required",
                        "required-in-stage",
                        "required-when",
                        "all-or-none",
                        "one-of",
                        "format",
                        "constraint",
                        "record",
                        "only-one-of",
                        "unknown-variable",
                        "typo",
                        "placeholder",
                        "example-value",
                        "weak-secret",
                        "edge-space",
                        "local-url",
                        "public-credentials",
                        "world-readable");
    }

    @Test
    void keeps_control_characters_of_names_and_paths_out_of_its_lines() {
        assertThat(Problems.only(EnvironmentConfig.of(Number.class)
                                .environment(Map.of("SIZE", "1", "APP_\nFORGED", "x"))
                                .refuseUnknown("APP_"))
                        .toString())
                .doesNotContain("\n");
    }

    record Number(int size) {}
}
