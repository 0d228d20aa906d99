package dev.seaworthy.core.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a job whose node, a process of its own, dies or freezes. */
@ParameterizedClass
@EnumSource
@Tag("endurance")
class TakeoverTest {
    private static final Duration QUICK = Duration.ofMillis(500);

    private final TestDatabase database;
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();

    TakeoverTest(PostgresServer server) {
        database = server.database();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_node_that_is_killed_is_replaced_and_its_run_ended_within_sixty_seconds() throws Exception {
        // at full size with the defaults, else with a heartbeat sixteen times as quick
        boolean full = Endurance.size(0, 1) == 1;
        Duration heartbeat = full ? ClusterJobs.DEFAULT_HEARTBEAT : QUICK;
        try (Other node = new Other(database, heartbeat);
                Jobs jobs = here(heartbeat)) {
            node.await("BEGAN");
            jobs.start();
            assertThat(ran).isEmpty();

            long killed = System.nanoTime();
            node.kill();
            Condition.await("the end of the successor's run", () -> succeeded(jobs));

            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(full ? 60 : 8));
            assertThat(ran).containsExactly("began alone", "ended");
        }
    }

    @Test
    void a_node_that_froze_is_replaced_and_interrupts_its_run_when_it_wakes() throws Exception {
        try (Other node = new Other(database, QUICK);
                Jobs jobs = here(QUICK)) {
            node.await("BEGAN");
            jobs.start();

            node.signal("STOP");
            Condition.await("the end of the successor's run", () -> succeeded(jobs));
            long woken = System.nanoTime();
            node.signal("CONT");
            node.await("INTERRUPTED");

            assertThat(Duration.ofNanos(System.nanoTime() - woken)).isLessThan(Duration.ofSeconds(2));
            assertThat(ran).containsExactly("began beside a frozen one", "ended");
            assertThat(jobs.list().get(0).lastError())
                    .hasValueSatisfying(error -> assertThat(error).endsWith("died or froze"));
        }
    }

    private static boolean succeeded(Jobs jobs) {
        return jobs.list().get(0).lastSuccess().isPresent();
    }

    private Jobs here(Duration heartbeat) {
        Job job = Job.named("backup").cron("@yearly").run(() -> {
            try (Connection alone = database.dataSource().getConnection()) {
                ran.add(Alone.tryLock(alone) ? "began alone" : "began beside a frozen one");
                ran.add("ended");
            }
        });
        return ClusterJobs.builder(database.dataSource())
                .job(job)
                .heartbeat(heartbeat)
                .build();
    }

    private static final class Other implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;

        Other(TestDatabase database, Duration heartbeat) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            NodeMain.class.getName(),
                            database.url(),
                            heartbeat.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = process.inputReader(StandardCharsets.UTF_8);
        }

        /** Ends with the process at the latest. */
        void await(String line) throws IOException {
            String read = output.readLine();
            while (read != null && !read.equals(line)) {
                read = output.readLine();
            }
            assertThat(read).isEqualTo(line);
        }

        /** SIGKILL. */
        void kill() {
            process.destroyForcibly();
        }

        void signal(String name) throws Exception {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }

        @Override
        public void close() throws IOException {
            kill();
            output.close();
        }
    }
}
