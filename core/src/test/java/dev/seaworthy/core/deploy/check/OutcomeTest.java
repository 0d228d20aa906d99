package dev.seaworthy.core.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what follows from what, and its algebra. */
class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "PASSED,       BLOCKING, CLEAR",
        "PASSED,       ADVISORY, CLEAR",
        "PASSED,       DRY_RUN,  CLEAR",
        "WARNED,       BLOCKING, ATTENTION",
        "WARNED,       ADVISORY, ATTENTION",
        "WARNED,       DRY_RUN,  CLEAR",
        "SKIPPED,      BLOCKING, ATTENTION",
        "SKIPPED,      ADVISORY, CLEAR",
        "SKIPPED,      DRY_RUN,  CLEAR",
        "INCONCLUSIVE, BLOCKING, BLOCKED",
        "INCONCLUSIVE, ADVISORY, ATTENTION",
        "INCONCLUSIVE, DRY_RUN,  CLEAR",
        "ERROR,        BLOCKING, BLOCKED",
        "ERROR,        ADVISORY, ATTENTION",
        "ERROR,        DRY_RUN,  CLEAR",
        "FAILED,       BLOCKING, BLOCKED",
        "FAILED,       ADVISORY, ATTENTION",
        "FAILED,       DRY_RUN,  CLEAR"
    })
    void a_cell_of_the_table(Status status, Severity severity, Outcome outcome) {
        assertThat(Outcome.of(severity, status)).isEqualTo(outcome);
    }

    @Test
    void the_worse_of_two_is_a_semilattice_with_clear_at_its_bottom() {
        for (Outcome a : Outcome.values()) {
            assertThat(a.or(a)).isEqualTo(a);
            assertThat(a.or(Outcome.CLEAR)).isEqualTo(a);
            assertThat(a.or(Outcome.BLOCKED)).isEqualTo(Outcome.BLOCKED);
            for (Outcome b : Outcome.values()) {
                assertThat(a.or(b)).isEqualTo(b.or(a)).isIn(a, b).isGreaterThanOrEqualTo(a);
                for (Outcome c : Outcome.values()) {
                    assertThat(a.or(b).or(c)).isEqualTo(a.or(b.or(c)));
                }
            }
        }
    }

    @Test
    void nothing_is_clear() {
        assertThat(Outcome.worst(List.of())).isEqualTo(Outcome.CLEAR);
    }

    @Test
    void the_outcome_of_many_depends_on_no_order_and_no_grouping_and_blocks_by_blocking_ones_alone() {
        Random random = new Random(20261127);
        for (int round = 0; round < 5_000; round++) {
            List<Finding> findings = findings(random);
            Outcome outcome = outcome(findings);

            List<Finding> shuffled = new ArrayList<>(findings);
            Collections.shuffle(shuffled, random);
            int split = random.nextInt(findings.size() + 1);
            assertThat(outcome(shuffled)).isEqualTo(outcome);
            assertThat(outcome(findings.subList(0, split)).or(outcome(findings.subList(split, findings.size()))))
                    .isEqualTo(outcome);
            assertThat(outcome == Outcome.BLOCKED)
                    .isEqualTo(findings.stream()
                            .anyMatch(finding -> finding.severity() == Severity.BLOCKING
                                    && !finding.status().holds()
                                    && finding.status() != Status.SKIPPED));
            assertThat(outcome(findings.stream()
                            .filter(finding -> finding.severity() != Severity.DRY_RUN)
                            .toList()))
                    .isEqualTo(outcome);
        }
    }

    private static Outcome outcome(List<Finding> findings) {
        return Outcome.worst(findings.stream()
                .map(finding -> Outcome.of(finding.severity(), finding.status()))
                .toList());
    }

    private static List<Finding> findings(Random random) {
        List<Finding> findings = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            findings.add(new Finding(
                    Severity.values()[random.nextInt(Severity.values().length)],
                    Status.values()[random.nextInt(Status.values().length)]));
        }
        return findings;
    }

    private record Finding(Severity severity, Status status) {}
}
