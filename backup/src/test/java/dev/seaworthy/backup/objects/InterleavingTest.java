package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Endurance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InterleavingTest {
    private static final int STEPS = 500;

    @Test
    void whatever_the_order_no_snapshot_lacks_anything_and_no_garbage_stays() {
        assertNothingIsMissing(0, 12);
    }

    @Test
    @Tag("endurance")
    void whatever_the_order_in_many_more_steps() {
        assertNothingIsMissing(1000, Endurance.size(20, 1000));
    }

    private static void assertNothingIsMissing(int from, int seeds) {
        long published = 0;
        long deleted = 0;
        for (int seed = from; seed < from + seeds; seed++) {
            Interleaving interleaving = new Interleaving(seed);
            assertThat(interleaving.run(STEPS)).as("seed " + seed).isEmpty();
            assertThat(interleaving.leftovers()).as("seed " + seed).isEmpty();
            published += interleaving.published();
            deleted += interleaving.deleted();
        }
        assertThat(published).isGreaterThan(seeds);
        assertThat(deleted).isPositive();
    }
}
