package dev.seaworthy.core.deploy.checklist.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFormTest {
    @Test
    void a_report_is_aligned_text() {
        assertThat(Reports.mixed().toText()).isEqualTo("""
                ContentMax 1.4.2: BLOCKED
                1 passed, 1 warned, 1 skipped, 1 inconclusive, 2 error, 2 failed in 2.41 s, at 2026-11-27T09:00:00Z

                Pre-deployment
                  passed        environment           All variables are valid (0.12 s)
                                                      variables: 31
                  warned        DNS 日本              One address is new (0.12 s)
                                                      host: contentmax.example · addresses: 2
                  failed        load test (advisory)  p95 is over its budget (0.12 s)
                                                      p95: PT0.812S
                  error         new probe (dry run)   Threw java.io.IOException: connection refused (0.12 s)

                Deployment
                  failed        health                HTTP status 503 (0.12 s)
                  skipped       smoke                 Not run, as "health" does not hold: FAILED (0.12 s)

                Post-deployment
                  inconclusive  error rate            Too few requests (0.12 s)
                                                      requests: 7
                  error         latency               No answer within PT30S: interrupted (0.12 s)

                Blocked by: health, error rate, latency
                """);
    }

    @Test
    void colours_change_nothing_but_colours() {
        String coloured = Reports.mixed().toText(true);

        assertThat(coloured)
                .contains(
                        "\u001B[1mContentMax 1.4.2\u001B[0m: \u001B[31mBLOCKED\u001B[0m",
                        "\u001B[32mpassed      \u001B[0m",
                        "\u001B[33mwarned      \u001B[0m",
                        "\u001B[31merror       \u001B[0m");
        assertThat(coloured.replaceAll("\u001B\\[\\d+m", ""))
                .isEqualTo(Reports.mixed().toText(false));
    }

    @Test
    void a_report_of_nothing_says_so() {
        assertThat(new ChecklistReport("Empty", List.of(), Reports.AT, Duration.ZERO).toText())
                .isEqualTo("Empty: CLEAR\nnothing was asked in 0.00 s, at 2026-11-27T09:00:00Z\n");
    }

    @Test
    void no_character_of_a_check_reaches_the_terminal_that_could_steer_it() {
        for (int seed = 0; seed < 500; seed++) {
            assertThat(Reports.steering(Reports.hostile(new Random(seed)).toText()))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void each_figure_is_shown_even_if_two_names_look_the_same() {
        Verdict verdict = Verdict.passed("fine").with("a\u0000", 1).with("a\u0001", 2);

        assertThat(text(verdict)).contains("a\uFFFD: 1 · a\uFFFD (2): 2");
    }

    @Test
    void what_looks_like_a_credential_is_masked_and_what_names_one_is_not() {
        assertThat(
                        text(
                                Verdict.failed(
                                        "postgres://app:hunter2@db/x, Authorization: Bearer abcdefghijklmnopqrstuvwxyz, password=hunter2")))
                .contains("postgres://***@db/x, Authorization: ***, password=***")
                .doesNotContain("hunter2", "abcdef");
        assertThat(text(Verdict.failed("CRON_SECRET: is missing; Basic checks passed")))
                .contains("CRON_SECRET: is missing; Basic checks passed");
    }

    @Test
    void a_figure_of_the_name_of_a_key_is_masked_unless_it_only_tells_of_it() {
        Verdict verdict = Verdict.failed("no")
                .with("database password", "hunter 2")
                .with("CRON_SECRET", "missing")
                .with("apiKey", "hunter2")
                .with("tokens used", 512);

        assertThat(text(verdict))
                .contains("database password: *** · CRON_SECRET: missing · apiKey: *** · tokens used: 512");
    }

    @Test
    void a_text_without_end_is_cut() {
        assertThat(text(Verdict.passed("x".repeat(100_000))))
                .hasSizeLessThan(2_300)
                .contains("x…");
        assertThat(text(Verdict.passed("\uD83D\uDE00".repeat(2_000)))).doesNotContain("\uFFFD");
    }

    @Test
    void colours_are_for_a_terminal_that_wants_them() {
        assertThat(ChecklistReport.coloursAreWelcome(true, Map.of("TERM", "xterm")))
                .isTrue();
        assertThat(ChecklistReport.coloursAreWelcome(true, Map.of())).isTrue();
        assertThat(ChecklistReport.coloursAreWelcome(true, Map.of("NO_COLOR", "")))
                .isTrue();
        assertThat(ChecklistReport.coloursAreWelcome(true, Map.of("NO_COLOR", "1")))
                .isFalse();
        assertThat(ChecklistReport.coloursAreWelcome(true, Map.of("TERM", "dumb")))
                .isFalse();
        assertThat(ChecklistReport.coloursAreWelcome(false, Map.of("TERM", "xterm")))
                .isFalse();
    }

    @Test
    void width_counts_columns_and_not_characters() {
        assertThat(DisplayWidth.of("abc")).isEqualTo(3);
        assertThat(DisplayWidth.of("日本")).isEqualTo(4);
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("\uD83D\uDE00")).isEqualTo(2);
        assertThat(DisplayWidth.of("한국")).isEqualTo(4);
        assertThat(DisplayWidth.of("ﾊﾝｶｸ")).isEqualTo(4);
        assertThat(DisplayWidth.of("a\u200Db")).isEqualTo(2);
    }

    private static String text(Verdict verdict) {
        ItemResult result = Reports.result("item", Phase.DEPLOYMENT, Severity.BLOCKING, verdict);
        return new ChecklistReport("Title", List.of(result), Reports.AT, Duration.ZERO).toText();
    }
}
