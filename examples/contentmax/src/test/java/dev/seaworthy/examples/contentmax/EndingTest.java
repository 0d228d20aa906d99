package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Endurance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a run ends, nothing of it stays. */
@Tag("needs-pg_dump")
@Tag("endurance")
class EndingTest {
    /** What a run says as it goes; a signal comes right after. */
    private static final List<String> MOMENTS =
            List.of(" 5. ", " 2. ", " 6. ", "Serving until", " 1. ", " 3. ", " 4. ", "pg_dump | zstd", " 7. ", " 8. ");

    /** How long each ending took, until nothing was left. */
    private static final List<Duration> ENDINGS = new ArrayList<>();

    @TempDir
    private Path temporary;

    @AfterAll
    static void tellTheFigure() {
        System.out.printf(
                "Figure: of %d endings of ContentMax, the longest left nothing after %d ms%n",
                ENDINGS.size(), Collections.max(ENDINGS).toMillis());
    }

    static Stream<String> moments() {
        return MOMENTS.stream().limit(Endurance.size(2, MOMENTS.size()));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_signal_to_terminate_leaves_nothing(String moment) throws Exception {
        try (ContentMaxProcess contentMax = started(moment)) {
            contentMax.handle().destroy();

            assertNothingIsLeft(contentMax);
            assertThat(contentMax.exit()).as("128 + SIGTERM").isEqualTo(143);
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_killed_run_leaves_nothing(String moment) throws Exception {
        try (ContentMaxProcess contentMax = started(moment)) {
            contentMax.handle().destroyForcibly();

            assertNothingIsLeft(contentMax);
        }
    }

    @Test
    void a_killed_guardian_ends_the_run() throws Exception {
        assertEndsWhenKilled("Guardian");
    }

    @Test
    void a_killed_server_ends_the_run() throws Exception {
        assertEndsWhenKilled("/bin/postgres ");
    }

    @Test
    void a_killed_process_of_the_server_ends_the_run() throws Exception {
        try (ContentMaxProcess contentMax = started("Serving until")) {
            other(contentMax, "/bin/postgres ")
                    .children()
                    .findFirst()
                    .orElseThrow()
                    .destroyForcibly();

            assertNothingIsLeft(contentMax);
            assertThat(contentMax.exit()).isEqualTo(1);
        }
    }

    @Test
    void the_next_run_removes_what_a_killed_run_and_guardian_left() throws Exception {
        try (ContentMaxProcess killed = started("Serving until")) {
            ProcessHandle guardian = other(killed, "Guardian");
            suspend(guardian);
            kill(killed.handle());
            kill(guardian);
            assertThat(killed.leftovers()).isNotEmpty();

            try (ContentMaxProcess next = ContentMaxProcess.start(temporary)) {
                assertThat(next.exit()).as(next.output()).isZero();
                assertThat(next.output()).contains("An earlier run was killed");
                assertNothingIsLeft(next);
            }
        }
    }

    private void assertEndsWhenKilled(String victim) throws Exception {
        try (ContentMaxProcess contentMax = started("Serving until")) {
            other(contentMax, victim).destroyForcibly();

            assertNothingIsLeft(contentMax);
            assertThat(contentMax.exit()).isEqualTo(1);
        }
    }

    private ContentMaxProcess started(String moment) throws IOException {
        ContentMaxProcess contentMax = ContentMaxProcess.start(temporary, "--serve");
        assertThat(contentMax.says(moment)).as(contentMax.output()).isTrue();
        return contentMax;
    }

    private static ProcessHandle other(ContentMaxProcess contentMax, String inItsCommandLine) {
        return contentMax.others().stream()
                .filter(process -> process.info().commandLine().orElse("").contains(inItsCommandLine))
                .findFirst()
                .orElseThrow();
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    private static void assertNothingIsLeft(ContentMaxProcess contentMax) throws Exception {
        long start = System.nanoTime();
        assertThat(contentMax.leavesNothingWithinTenSeconds())
                .as("left: " + contentMax.leftovers() + contentMax.others() + contentMax.output())
                .isTrue();
        ENDINGS.add(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Keeps the guardian from its work until it is killed. */
    private static void suspend(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
