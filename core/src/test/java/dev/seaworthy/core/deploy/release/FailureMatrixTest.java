package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each step fails or hangs, and with it any set of undos fails or hangs. */
@Timeout(60)
class FailureMatrixTest {
    private static final List<String> STEPS = List.of("backup", "deploy", "shift", "purge");

    private enum How {
        FAILS,
        HANGS
    }

    static Stream<Arguments> all() {
        return STEPS.stream()
                .flatMap(step -> Stream.of(How.values())
                        .flatMap(how -> Stream.of(How.values())
                                .flatMap(undo -> subsets(STEPS.subList(0, STEPS.indexOf(step) + 1))
                                        .map(undos -> Arguments.of(step, how, undo, undos)))));
    }

    private static Stream<Set<String>> subsets(List<String> steps) {
        return Stream.iterate(0, bits -> bits < 1 << steps.size(), bits -> bits + 1)
                .map(bits -> new TreeSet<>(steps.stream()
                        .filter(step -> (bits >> steps.indexOf(step) & 1) == 1)
                        .toList()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_undo_is_tried_once_in_reverse_and_the_outcome_tells_which_failed(
            String step, How how, How undoHow, Set<String> undos) {
        World world = new World();
        (how == How.FAILS ? world.failing : world.hanging).add(step);
        undos.forEach(undo -> (undoHow == How.FAILS ? world.failing : world.hanging).add("undo " + undo));
        Release.Builder release = world.release("42");
        STEPS.forEach(each -> release.step(world.step(each).build()));

        ReleaseOutcome outcome = release.build().run();

        List<String> begun = STEPS.subList(0, STEPS.indexOf(step) + 1);
        List<String> expected = new ArrayList<>(begun);
        for (int i = begun.size() - 1; i >= 0; i--) {
            expected.add("undo " + begun.get(i));
        }
        assertThat(world.done).isEqualTo(expected);
        assertThat(outcome.status())
                .isEqualTo(undos.isEmpty() ? ReleaseStatus.ROLLED_BACK : ReleaseStatus.ROLLBACK_INCOMPLETE);
        assertThat(outcome.notUndone()).extracting(StepOutcome::step).containsExactlyInAnyOrderElementsOf(undos);
        assertThat(outcome.undone()).hasSize(begun.size() - undos.size());
    }
}
