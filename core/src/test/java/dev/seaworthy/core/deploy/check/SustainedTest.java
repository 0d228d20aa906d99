package dev.seaworthy.core.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Time passes in the pauses alone: no test waits. */
class SustainedTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final List<Duration> pauses = new ArrayList<>();
    private long now;
    private int asked;

    @Test
    void all_measurements_that_pass_are_a_pass() throws Exception {
        Verdict verdict = run("PPP", sustained -> sustained.count(3).interval(TEN_SECONDS));

        assertThat(verdict.status()).isEqualTo(Status.PASSED);
        assertThat(verdict.sentence()).isEqualTo("3 of 3 measurements passed. Last: measurement 3");
        assertThat(verdict.figures())
                .containsEntry("measurements", "3")
                .containsEntry("measurements passed", "3")
                .containsEntry("measurements failed", "0")
                .containsEntry("measurements took", "PT20S")
                .containsEntry("number", "3");
        assertThat(pauses).containsExactly(TEN_SECONDS, TEN_SECONDS);
    }

    @Test
    void it_waits_before_the_first_measurement_and_never_after_the_last() throws Exception {
        run("PP", sustained -> sustained.count(2).interval(TEN_SECONDS).initialDelay(Duration.ofMinutes(1)));

        assertThat(pauses).containsExactly(Duration.ofMinutes(1), TEN_SECONDS);
    }

    @Test
    void the_first_failure_more_than_allowed_ends_it_early() throws Exception {
        Verdict verdict = run("PFPFPFPPPP", sustained -> sustained.count(10).failureLimit(2));

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(asked).isEqualTo(6);
        assertThat(verdict.figures()).containsEntry("measurements failed", "3");
    }

    @Test
    void as_many_failures_as_allowed_are_a_pass() throws Exception {
        assertThat(run("PFPFP", sustained -> sustained.count(5).failureLimit(2)).status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void no_failure_is_allowed_by_default() throws Exception {
        assertThat(run("F", sustained -> sustained.count(5)).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void one_inconclusive_measurement_more_than_allowed_ends_it_inconclusively() throws Exception {
        Verdict verdict = run("IPIPP", sustained -> sustained.count(5).inconclusiveLimit(1));

        assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void five_errors_in_a_row_end_it_with_an_error_by_default() throws Exception {
        assertThat(Sustained.DEFAULT_CONSECUTIVE_ERROR_LIMIT).isEqualTo(4);
        assertThat(run("EEEEE", sustained -> sustained).status()).isEqualTo(Status.ERROR);
        assertThat(asked).isEqualTo(5);
    }

    @Test
    void four_errors_in_a_row_are_borne_again_and_again_and_count_as_no_measurement() throws Exception {
        Verdict verdict = run("EEEEPEEEEP", sustained -> sustained.count(2));

        assertThat(verdict.status()).isEqualTo(Status.PASSED);
        assertThat(verdict.figures())
                .containsEntry("measurements in error", "8")
                .containsEntry("measurements", "10");
    }

    @Test
    void a_check_that_throws_is_a_measurement_that_did_not_come_off() throws Exception {
        Verdict verdict = Sustained.of(() -> {
                    throw new IOException("refused, password=hunter2");
                })
                .consecutiveErrorLimit(0)
                .build()
                .run();

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.sentence())
                .contains("java.io.IOException: refused, password=***")
                .doesNotContain("hunter2");
    }

    @Test
    void enough_passes_in_a_row_end_it_early() throws Exception {
        Verdict verdict = run(
                "FPPFPPPPPP", sustained -> sustained.count(10).failureLimit(9).consecutiveSuccessLimit(3));

        assertThat(verdict.status()).isEqualTo(Status.PASSED);
        assertThat(asked).isEqualTo(7);
    }

    @Test
    void too_few_passes_in_a_row_are_inconclusive() throws Exception {
        Verdict verdict =
                run("PFPFPF", sustained -> sustained.count(6).failureLimit(5).consecutiveSuccessLimit(2));

        assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    }

    @Test
    void an_error_breaks_a_row_of_passes() throws Exception {
        run("PEPP", sustained -> sustained.count(9).consecutiveSuccessLimit(2));

        assertThat(asked).isEqualTo(4);
    }

    @Test
    void a_warning_is_a_pass_and_the_whole_then_warns() throws Exception {
        assertThat(run("PWP", sustained -> sustained.count(3)).status()).isEqualTo(Status.WARNED);
        assertThat(run("WW", sustained -> sustained.count(9).consecutiveSuccessLimit(2))
                        .status())
                .isEqualTo(Status.WARNED);
    }

    @Test
    void a_first_measurement_that_is_skipped_ends_it_so() throws Exception {
        Verdict verdict = run("S", sustained -> sustained.count(9));

        assertThat(verdict.status()).isEqualTo(Status.SKIPPED);
        assertThat(verdict.sentence()).isEqualTo("measurement 1");
    }

    @Test
    void a_later_measurement_that_is_skipped_is_inconclusive_and_hides_nothing() throws Exception {
        assertThat(run("PS", sustained -> sustained.count(9)).status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(run("ES", sustained -> sustained.count(9)).status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(run("FSF", sustained -> sustained.count(9).failureLimit(1).inconclusiveLimit(1))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void what_no_measurement_passed_is_inconclusive_whatever_the_limits() throws Exception {
        assertThat(run("FIF", sustained -> sustained.count(3).failureLimit(2).inconclusiveLimit(1))
                        .status())
                .isEqualTo(Status.INCONCLUSIVE);
        assertThat(run("FWF", sustained -> sustained.count(3).failureLimit(2)).status())
                .isEqualTo(Status.WARNED);
    }

    @Test
    void limits_that_all_measurements_together_could_not_pass_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sustained.of(() -> Verdict.passed("fine"))
                        .count(3)
                        .failureLimit(3)
                        .inconclusiveLimit(4)
                        .build())
                .withMessageContainingAll(
                        "failureLimit 3 lets all 3 measurements fail: it must be below count",
                        "inconclusiveLimit 4 lets all 3 measurements be inconclusive: it must be below count");
    }

    @Test
    void the_figures_of_the_check_are_kept() throws Exception {
        Verdict verdict = Sustained.of(
                        () -> Verdict.failed("over").with("errors", 25).with("failed", 7))
                .build()
                .run();

        assertThat(verdict.figures())
                .containsEntry("errors", "25")
                .containsEntry("failed", "7")
                .containsEntry("measurements failed", "1");
    }

    @Test
    void no_measurement_begins_when_the_time_is_over() throws Exception {
        Verdict verdict = run(
                "PPPPPPPPP",
                sustained -> sustained.count(9).interval(TEN_SECONDS).longest(Duration.ofSeconds(25)));

        assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(verdict.sentence()).contains("3 of 9", "PT25S");
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void an_interrupt_ends_it_undecided() {
        Sustained interrupted = Sustained.of(() -> {
                    throw new InterruptedException();
                })
                .build();
        Sustained inThePause = Sustained.of(() -> Verdict.passed("fine"))
                .count(2)
                .pause(duration -> {
                    throw new InterruptedException();
                })
                .build();

        assertThatThrownBy(interrupted::run).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(inThePause::run).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_verdict_of_null_did_not_come_off() throws Exception {
        assertThat(Sustained.of(() -> null)
                        .consecutiveErrorLimit(0)
                        .build()
                        .run()
                        .status())
                .isEqualTo(Status.ERROR);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sustained.of(() -> Verdict.passed("fine"))
                        .count(0)
                        .failureLimit(-1)
                        .inconclusiveLimit(-2)
                        .consecutiveErrorLimit(-3)
                        .consecutiveSuccessLimit(4)
                        .interval(Duration.ofSeconds(-1))
                        .initialDelay(Duration.ofSeconds(-2))
                        .longest(Duration.ZERO)
                        .build())
                .withMessageContainingAll(
                        "count must be 1 to 100000: 0",
                        "failureLimit must be 0 to 100000: -1",
                        "inconclusiveLimit",
                        "consecutiveErrorLimit",
                        "consecutiveSuccessLimit 4 can't be reached in count 0",
                        "interval must not be negative: PT-1S",
                        "initialDelay must not be negative: PT-2S",
                        "longest must be positive: PT0S");
    }

    /** The rules once more, told by counting a whole series; seeds print on failure. */
    @Test
    void any_series_within_any_limits_ends_as_the_rules_say() throws Exception {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(8);
            int failures = random.nextInt(Math.min(count, 3));
            int inconclusives = random.nextInt(Math.min(count, 3));
            int errors = random.nextInt(3);
            int successes = random.nextInt(count + 1);
            StringBuilder series = new StringBuilder();
            random.ints(200, 0, 11).forEach(i -> series.append("PPPPPPFIEWS".charAt(i)));
            asked = 0;
            Verdict verdict = run(
                    series.toString(),
                    sustained -> sustained
                            .count(count)
                            .failureLimit(failures)
                            .inconclusiveLimit(inconclusives)
                            .consecutiveErrorLimit(errors)
                            .consecutiveSuccessLimit(successes));

            String used = series.substring(0, asked);
            String before = used.substring(0, asked - 1);
            assertThat(expected(used, count, failures, inconclusives, errors, successes))
                    .as("seed %d: %s", seed, used)
                    .isEqualTo(verdict.status().name());
            assertThat(expected(before, count, failures, inconclusives, errors, successes))
                    .as("seed %d before its end: %s", seed, before)
                    .isEqualTo("undecided");
        }
    }

    private static String expected(String used, int count, int failures, int inconclusives, int errors, int successes) {
        if (used.equals("S")) {
            return "SKIPPED";
        }
        if (of("F", used) > failures) {
            return "FAILED";
        }
        if (of("I", used) + of("S", used) > inconclusives) {
            return "INCONCLUSIVE";
        }
        if (used.endsWith("E".repeat(errors + 1))) {
            return "ERROR";
        }
        boolean enough = successes > 0 && used.matches(".*[PW]{" + successes + "}");
        if (!enough && used.length() - of("E", used) < count) {
            return "undecided";
        }
        if ((successes > 0 && !enough) || !used.matches(".*[PW].*")) {
            return "INCONCLUSIVE";
        }
        return used.contains("W") ? "WARNED" : "PASSED";
    }

    private static int of(String letter, String used) {
        return used.length() - used.replace(letter, "").length();
    }

    private Verdict run(String series, UnaryOperator<Sustained.Builder> settings) throws Exception {
        asked = 0;
        Deque<Character> left = new ArrayDeque<>();
        series.chars().forEach(letter -> left.add((char) letter));
        Check check = () -> {
            asked++;
            return measured(left.remove()).with("number", asked);
        };
        return settings.apply(Sustained.of(check))
                .pause(duration -> {
                    pauses.add(duration);
                    now += duration.toNanos();
                })
                .ticker(() -> now)
                .build()
                .run();
    }

    private Verdict measured(char letter) {
        String sentence = "measurement " + asked;
        return switch (letter) {
            case 'P' -> Verdict.passed(sentence);
            case 'W' -> Verdict.warned(sentence);
            case 'F' -> Verdict.failed(sentence);
            case 'I' -> Verdict.inconclusive(sentence);
            case 'E' -> Verdict.error(sentence);
            default -> Verdict.skipped(sentence);
        };
    }
}
