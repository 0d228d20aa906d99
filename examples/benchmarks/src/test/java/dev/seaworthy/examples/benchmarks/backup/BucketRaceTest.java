package dev.seaworthy.examples.benchmarks.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Endurance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("needs-rclone")
@Tag("needs-restic")
class BucketRaceTest {
    private static final int RACERS = 6;

    /** Restores that differ from what was backed up end it. */
    @Test
    void runs_to_its_end_at_a_tiny_size() throws Exception {
        RaceObjects objects = new RaceObjects(Endurance.size(20, 200), 2, 2);

        BucketFigures figures = BucketRace.race(objects, 1);

        assertThat(figures.racers(BucketFigures.FIRST)).hasSize(RACERS + 1);
        assertThat(figures.racers(BucketFigures.AGAIN)).hasSize(RACERS);
        assertThat(figures.racers(BucketFigures.RESTORE)).hasSize(RACERS);
        assertThat(figures.figures(BucketFigures.FIRST, BucketFigures.OURS)).allSatisfy(figure -> {
            assertThat(figure.opened()).hasValue(objects.small() + objects.large());
            assertThat(figure.serverBytes()).isGreaterThan(objects.bytes());
        });
        assertThat(figures.figures(BucketFigures.AGAIN, BucketFigures.OURS)).allSatisfy(figure -> {
            assertThat(figure.opened()).hasValue(0);
            assertThat(figure.serverBytes()).isLessThan(objects.bytes() / 4);
        });
    }
}
