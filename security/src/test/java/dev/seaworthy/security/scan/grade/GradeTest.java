package dev.seaworthy.security.scan.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GradeTest {
    @ParameterizedTest
    @CsvSource({
        "150, A+", "100, A+", "99, A", "95, A", "90, A", "89, A-", "85, A-", "80, B+", "75, B", "70, B", "65, B-",
        "60, C+", "55, C", "50, C", "45, C-", "40, D+", "35, D", "30, D", "25, D-", "24, F", "0, F", "-5, F"
    })
    void a_score_has_the_grade_of_the_observatory(int score, String grade) {
        assertThat(Grade.of(score)).hasToString(grade);
    }

    @Test
    void grades_are_compared() {
        assertThat(Grade.A_PLUS.isAtLeast(Grade.A)).isTrue();
        assertThat(Grade.A.isAtLeast(Grade.A)).isTrue();
        assertThat(Grade.A_MINUS.isAtLeast(Grade.A)).isFalse();
        assertThat(Grade.A.heldAt(Grade.C)).isEqualTo(Grade.C);
        assertThat(Grade.D.heldAt(Grade.C)).isEqualTo(Grade.D);
    }

    /** The sums of the modifiers of charts.js, commit a57b50e, without the results that this house leaves out. */
    @Test
    void the_scores_are_those_of_the_observatory() {
        assertThat(Arrays.stream(Rating.values())
                        .collect(Collectors.groupingBy(
                                rating -> rating.test().toString(),
                                Collectors.mapping(
                                        Rating::modifier,
                                        Collectors.collectingAndThen(
                                                Collectors.toList(),
                                                modifiers -> modifiers.stream()
                                                        .sorted()
                                                        .toList())))))
                .containsOnly(
                        entry("content-security-policy", -25, -25, -25, -20, -20, -10, -10, 0, 0, 5, 10),
                        entry("cookies", -40, -30, -20, -20, -20, -10, -5, 0, 0, 5),
                        entry("cross-origin-resource-sharing", -50, 0, 0, 0),
                        entry("redirection", -20, -20, -10, -5, 0, 0, 0),
                        entry("referrer-policy", -5, -5, 0, 5),
                        entry("strict-transport-security", -20, -20, -20, -10, 0, 0),
                        entry("subresource-integrity", -50, -20, -5, 0, 0, 0, 5, 5),
                        entry("x-content-type-options", -5, -5, 0),
                        entry("x-frame-options", -20, -20, 0, 0, 5),
                        entry("cross-origin-resource-policy", -5, 0, 0, 10, 10));
    }

    @ParameterizedTest
    @EnumSource
    void what_takes_points_says_what_to_do(Rating rating) {
        assertThat(rating.modifier() >= 0 || rating.asksForMore()).isTrue();
        assertThat(rating.finding("x").toString()).matches("[A-Z]+ [a-z0-9-]+: .*");
    }

    @Test
    void a_finding_shows_no_control_character_and_ends() {
        ScanFinding finding =
                new ScanFinding("id", ScanFinding.Severity.LOW, "what\n", "\u0000\u00e9" + "x".repeat(1000), "fix");

        assertThat(finding.what()).isEqualTo("what\\u000a");
        assertThat(finding.evidence())
                .startsWith("\\u0000\\u00e9xxx")
                .endsWith("x...")
                .hasSizeLessThan(310);
        assertThat(finding).hasToString("LOW id: what\\u000a. Seen: " + finding.evidence() + ". fix.");
    }

    private static java.util.Map.Entry<String, java.util.List<Integer>> entry(String test, Integer... modifiers) {
        return java.util.Map.entry(test, java.util.List.of(modifiers));
    }
}
