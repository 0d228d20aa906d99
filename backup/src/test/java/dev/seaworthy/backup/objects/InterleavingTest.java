package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.objects.ModelRun.Flaw;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterleavingTest {
    private static final int STEPS = 1000;
    private static final int MOST_SEEDS = 400;

    @Test
    void whatever_the_order_no_snapshot_lacks_anything_and_no_garbage_stays() throws Exception {
        assertNothingIsMissing(0, 20);
    }

    @Test
    @Tag("endurance")
    void whatever_the_order_in_half_a_million_steps() throws Exception {
        assertNothingIsMissing(1000, 500);
    }

    private static void assertNothingIsMissing(int from, int seeds) throws Exception {
        long published = 0;
        long deleted = 0;
        for (int seed = from; seed < from + seeds; seed++) {
            Interleaving interleaving = Interleaving.of(seed);
            assertThat(interleaving.run(STEPS)).as("seed " + seed).isEmpty();
            assertThat(interleaving.leftovers()).as("seed " + seed).isEmpty();
            published += interleaving.published();
            deleted += interleaving.deleted();
        }
        assertThat(published).isGreaterThan(seeds);
        assertThat(deleted).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = "HEEDS_NO_MARK")
    void a_run_with_a_flaw_is_found(Flaw flaw) {
        assertThat(firstFound(Set.of(flaw), Duration.ofHours(2))).isPresent();
    }

    private static Optional<String> firstFound(Set<Flaw> flaws, Duration abandonedAfter) {
        for (int seed = 0; seed < MOST_SEEDS; seed++) {
            Optional<String> found = new Interleaving(seed, flaws, abandonedAfter).run(STEPS);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
