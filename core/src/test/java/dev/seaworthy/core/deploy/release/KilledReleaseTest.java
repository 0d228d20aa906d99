package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.ChildJvm;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed by {@code kill -9} at each boundary of each step, and this one goes on. */
@Timeout(300)
class KilledReleaseTest {
    private static final int KILLED = 137;
    private static final int MOST_POINTS = 60;

    /** The points before that are those of the release that is well. */
    private static final int UNTIL_FAILURE = 6;

    private static final Map<String, String> RELEASED =
            Map.of("deploy", "whole", "shift", "whole", "purge", "whole", "notified", "RELEASED");
    private static final Map<String, String> ROLLED_BACK = Map.of("purge", "whole", "notified", "ROLLED_BACK");
    private static final Map<String, String> NOTHING_UNDONE = Map.of("notified", "ROLLED_BACK");

    @TempDir
    private Path folder;

    @Test
    void a_release_that_would_be_well_is_resumed_or_rolled_back_to_the_same_end() throws Exception {
        assertThat(killEverywhere("-", 0, RELEASED)).isGreaterThanOrEqualTo(13);
    }

    @Test
    void a_release_that_fails_is_resumed_or_rolled_back_to_the_same_end() throws Exception {
        assertThat(killEverywhere("shift", UNTIL_FAILURE, ROLLED_BACK)).isGreaterThanOrEqualTo(19);
    }

    @Test
    void another_process_is_refused_until_the_first_is_killed() throws Exception {
        Path inside = folder.resolve("inside");
        Release here = Release.named("contentmax", "43")
                .journal(Journal.directory(folder.resolve("journal")))
                .step(Step.named("nothing").run(context -> {}).build())
                .build();
        try (ChildJvm other = ChildJvm.start(HeldRelease.class, folder.toString())) {
            Condition.await("the other process", () -> Files.exists(inside));

            assertThat(here.run().reason()).isEqualTo("another process or thread is at a release of contentmax");

            other.kill();
            assertThat(here.run().reason())
                    .isEqualTo("version 42 was begun and has not ended: resume it, roll it back, or settle it");
        }
    }

    /** A release that waits for ever. */
    static final class HeldRelease {
        private HeldRelease() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            Release.named("contentmax", "42")
                    .journal(Journal.directory(folder.resolve("journal")))
                    .step(Step.named("wait")
                            .run(context -> {
                                Files.createFile(folder.resolve("inside"));
                                new CountDownLatch(1).await();
                            })
                            .build())
                    .build()
                    .run();
        }
    }

    /** At each point, two processes at a time, until one comes to its end; how many points there were. */
    private int killEverywhere(String failing, int from, Map<String, String> end) throws Exception {
        for (int point = from; point < MOST_POINTS; point += 2) {
            List<CompletableFuture<Boolean>> pair = new ArrayList<>();
            for (int one = point; one < point + 2; one++) {
                int at = one;
                pair.add(Aside.call(() -> isKilledAndGoesOn(at, failing, end)));
            }
            boolean first = pair.get(0).get();
            boolean second = pair.get(1).get(); // and so nobody writes any more when the folder goes
            if (!first || !second) {
                return first ? point + 1 : point;
            }
        }
        throw new AssertionError("the child is killed at more points than there are");
    }

    private boolean isKilledAndGoesOn(int point, String failing, Map<String, String> end) throws Exception {
        Path world = Files.createDirectories(folder.resolve(failing + point));
        int exit = run(world, point, failing);
        if (exit == 0) {
            assertThat(state(world)).isEqualTo(end);
            return false;
        }
        assertThat(exit).isEqualTo(KILLED);
        Path other = copy(world, folder.resolve(failing + point + "-back"));
        goOn(world, failing, end);
        goBack(other, failing);
        return true;
    }

    private static int run(Path world, int point, String failing) throws Exception {
        try (ChildJvm child = ChildJvm.start(KilledRelease.class, world.toString(), String.valueOf(point), failing)) {
            return child.await();
        }
    }

    private static void goOn(Path world, String failing, Map<String, String> end) throws IOException {
        Release release = new KilledRelease(world, () -> {}).release(failing);
        if (release.resume().status() == ReleaseStatus.REFUSED) {
            release.run(); // killed before it had begun
        }
        assertThat(state(world)).isEqualTo(end);
        assertThat(release.run().status())
                .isEqualTo(end == RELEASED ? ReleaseStatus.ALREADY_RELEASED : ReleaseStatus.ROLLED_BACK);
    }

    private static void goBack(Path world, String failing) throws IOException {
        ReleaseOutcome outcome =
                new KilledRelease(world, () -> {}).release(failing).rollBack();
        boolean begun = outcome.steps().stream().anyMatch(step -> step.result() != StepOutcome.Result.NOT_BEGUN);
        if (outcome.status() == ReleaseStatus.REFUSED) {
            assertThat(state(world)).isEmpty();
        } else {
            assertThat(state(world)).isEqualTo(begun ? ROLLED_BACK : NOTHING_UNDONE);
        }
    }

    private static Map<String, String> state(Path world) throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.list(world)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                state.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return state;
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
