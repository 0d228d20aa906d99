package dev.seaworthy.core.deploy.check.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final Budget BUDGET =
            Budget.errorRate(0.01).p95(Duration.ofMillis(500)).minimumRequests(200);

    @ParameterizedTest
    @CsvSource({
        "1000, 10, 500, PASSED",
        "1000,  0,   0, PASSED",
        "1000, 11, 500, FAILED",
        "1000, 10, 501, FAILED",
        " 200,  2, 500, PASSED",
        " 199,  0,   1, INCONCLUSIVE",
        " 199, 99, 900, INCONCLUSIVE",
        "   0,  0,   0, INCONCLUSIVE"
    })
    void traffic_is_within_the_budget_up_to_its_limits(long requests, long errors, long millis, Status status) {
        assertThat(BUDGET.judge(Traffic.of(requests, errors, Duration.ofMillis(millis)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void all_that_is_over_is_told_with_its_figures() {
        Verdict verdict = BUDGET.judge(Traffic.of(1000, 25, Duration.ofMillis(800)));

        assertThat(verdict.sentence())
                .isEqualTo("Over the budget: error rate 0.025 of at most 0.01; p95 PT0.8S of at most PT0.5S");
        assertThat(verdict.figures())
                .containsEntry("requests", "1000")
                .containsEntry("errors", "25")
                .containsEntry("error rate", "0.025")
                .containsEntry("error rate budget", "0.01")
                .containsEntry("p95", "PT0.8S")
                .containsEntry("p95 budget", "PT0.5S");
    }

    @Test
    void a_p95_that_was_not_measured_decides_nothing_unless_the_errors_do() {
        assertThat(BUDGET.judge(new Traffic(1000, 0, Optional.empty())).status())
                .isEqualTo(Status.INCONCLUSIVE);
        assertThat(BUDGET.judge(new Traffic(1000, 900, Optional.empty())).status())
                .isEqualTo(Status.FAILED);
        assertThat(Budget.errorRate(0.5)
                        .judge(new Traffic(1000, 0, Optional.empty()))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void a_hundred_requests_decide_by_default() {
        assertThat(Budget.DEFAULT_MINIMUM_REQUESTS).isEqualTo(100);
        assertThat(Budget.errorRate(0)
                        .judge(new Traffic(99, 0, Optional.empty()))
                        .status())
                .isEqualTo(Status.INCONCLUSIVE);
        assertThat(Budget.errorRate(0)
                        .judge(new Traffic(100, 0, Optional.empty()))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void a_check_measures_when_it_is_run() throws Exception {
        assertThat(BUDGET.check(() -> Traffic.of(500, 500, Duration.ZERO)).run().status())
                .isEqualTo(Status.FAILED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void an_error_rate_that_is_none_is_refused(double rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> Budget.errorRate(rate));
    }

    @Test
    void other_limits_that_are_none_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BUDGET.p95(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> BUDGET.minimumRequests(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Traffic.of(-1, 0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Traffic.of(1, -1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Traffic.of(1, 1, Duration.ofMillis(-1)));
    }
}
