package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterleavingTest {
    private static final int STEPS = 1000;
    private static final int MOST_SEEDS = 400;

    @Test
    void whatever_the_order_no_snapshot_lacks_anything_and_no_garbage_stays() {
        assertNothingIsMissing(0, 20);
    }

    @Test
    @Tag("endurance")
    void whatever_the_order_in_half_a_million_steps() {
        assertNothingIsMissing(1000, 500);
    }

    private static void assertNothingIsMissing(int from, int seeds) {
        long published = 0;
        long deleted = 0;
        for (int seed = from; seed < from + seeds; seed++) {
            Interleaving interleaving = new Interleaving(seed, Flaw.NONE);
            assertThat(interleaving.run(STEPS)).as("seed " + seed).isEmpty();
            assertThat(interleaving.leftovers()).as("seed " + seed).isEmpty();
            published += interleaving.published();
            deleted += interleaving.deleted();
        }
        assertThat(published).isGreaterThan(seeds);
        assertThat(deleted).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_flaw_is_found(Flaw flaw) {
        assertThat(firstFound(flaw)).isPresent();
    }

    private static Optional<String> firstFound(Flaw flaw) {
        for (int seed = 0; seed < MOST_SEEDS; seed++) {
            Optional<String> found = new Interleaving(seed, flaw).run(STEPS);
            if (found.isPresent()) {
                System.err.println(flaw + " " + seed + " " + found);
                return found;
            }
        }
        return Optional.empty();
    }
}
