package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as a person meets it: its output and its exit code. */
class ContentMaxTest {
    @TempDir
    private Path temporary;

    @Test
    @Tag("needs-pg_dump")
    @Tag("endurance")
    void runs_once_end_to_end_and_leaves_nothing() throws Exception {
        try (ContentMaxProcess contentMax = ContentMaxProcess.start(temporary)) {
            assertThat(contentMax.exit()).as(contentMax.output()).isZero();
            assertThat(contentMax.output())
                    .contains("\"status\":\"healthy\"", "nothing failed", "in all")
                    .doesNotContain(secrets());
            assertThat(contentMax.leavesNothingWithinTenSeconds())
                    .as("left: " + contentMax.leftovers())
                    .isTrue();
        }
    }

    @Test
    @Tag("needs-pg_dump")
    @Tag("endurance")
    void a_version_is_released_with_evidence() throws Exception {
        try (ContentMaxProcess contentMax = ContentMaxProcess.start(temporary, "--deploy")) {
            assertThat(contentMax.exit()).as(contentMax.output()).isZero();
            assertThat(contentMax.output())
                    .contains("contentmax 1.1.0: RELEASED", "contentmax 1.1.0: ALREADY_RELEASED", "serves all visitors")
                    .contains("vercel says: Production: ", "vercel says: Success: promote of ")
                    .contains("The webhook received, its signature verified: ContentMax 1.1.0: RELEASED")
                    .contains("Slack received: [INFO] ContentMax 1.1.0: RELEASED", "LogNotifier - INFO release.ended")
                    .doesNotContain(secrets());
            assertThat(Path.of("target/deployment"))
                    .isDirectoryContaining("glob:**.html")
                    .isDirectoryContaining("glob:**.json")
                    .isDirectoryContaining("glob:**.md")
                    .isDirectoryContaining("glob:**.xml");
            assertThat(contentMax.leavesNothingWithinTenSeconds())
                    .as("left: " + contentMax.leftovers())
                    .isTrue();
        }
    }

    @Test
    @Tag("needs-pg_dump")
    @Tag("endurance")
    void a_version_that_does_not_answer_is_taken_back() throws Exception {
        try (ContentMaxProcess contentMax = ContentMaxProcess.start(temporary, "--deploy-broken")) {
            assertThat(contentMax.exit()).as(contentMax.output()).isEqualTo(1);
            assertThat(contentMax.output())
                    .contains("contentmax 1.1.0: ROLLED_BACK", "target: failed", "the release was not kept")
                    .contains("share a tenth: not begun", "The version of before serves all visitors.")
                    .contains("its signature verified: ContentMax 1.1.0: ROLLED_BACK");
        }
    }

    @Test
    @Tag("needs-pg_dump")
    @Tag("endurance")
    void a_version_that_dies_when_all_visitors_come_is_rolled_back_by_the_platform() throws Exception {
        try (ContentMaxProcess contentMax = ContentMaxProcess.start(temporary, "--deploy-late")) {
            assertThat(contentMax.exit()).as(contentMax.output()).isEqualTo(1);
            assertThat(contentMax.output())
                    .contains("vercel says: Success: promote of ", "vercel says: Success: rollback of ")
                    .contains("contentmax 1.1.0: ROLLED_BACK", "promote: done; undone", "verify: failed")
                    .contains("The version of before serves all visitors.")
                    .doesNotContain(secrets());
        }
    }

    /** The values in contentmax.env of every variable that the record calls a secret. */
    private static List<String> secrets() throws IOException {
        Set<String> variables = Arrays.stream(Settings.class.getRecordComponents())
                .filter(component -> component.getType() == Secret.class)
                .map(component ->
                        component.getName().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> secrets = Files.readAllLines(Path.of("contentmax.env")).stream()
                .filter(line -> variables.contains(line.split("=", 2)[0]))
                .map(line -> line.split("=", 2)[1])
                .toList();
        assertThat(secrets).hasSize(variables.size());
        return secrets;
    }

    @Test
    void tells_every_problem_of_a_broken_environment_and_exits_78() throws Exception {
        try (ContentMaxProcess contentMax = ContentMaxProcess.start(temporary, "--broken-env")) {
            assertThat(contentMax.exit()).isEqualTo(78);
            assertThat(contentMax.output())
                    .contains("NODE_ENV", "NEXT_PUBLIC_APP_URL", "NEXT_PUBLIC_SUPABASE_ANON_KEY", "OPENAI_API_KEY")
                    .contains("EMAIL_FROM", "ENCRYPTION_KEY", "ENABLE_BETA_FEATURES", "RATE_LIMIT_REQUESTS")
                    .contains("RATE_LIMIT_WINDOW_MS", "CDN_URL", "CLOUDFLARE_ZONE_ID", "broken.env:")
                    .doesNotContain("too-short", "example#stripe-key", "not-a-zone");
        }
    }

    @Test
    void refuses_an_option_that_it_does_not_know_and_exits_64() throws Exception {
        try (ContentMaxProcess contentMax = ContentMaxProcess.start(temporary, "--sevre")) {
            assertThat(contentMax.exit()).isEqualTo(64);
            assertThat(contentMax.output()).contains("Unknown: --sevre", "--help");
        }
    }
}
