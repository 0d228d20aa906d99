package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
                    .doesNotContain("example-openai-key", "example-cloudflare-token", "example-secret-access-key");
            assertThat(contentMax.leavesNothingWithinTenSeconds())
                    .as("left: " + contentMax.leftovers())
                    .isTrue();
        }
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
            assertThat(contentMax.output()).contains("Unknown: --sevre", "--serve");
        }
    }
}
