package dev.seaworthy.core.schedule.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.testkit.Logged;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunnerTest {
    @Test
    void a_failure_is_logged_with_its_frames_and_without_its_messages() {
        String log = logOf(Job.named("backup").cron("@yearly").run(RunnerTest::leak));

        assertThat(log)
                .contains("Job backup failed", "java.lang.IllegalStateException", "Caused by: ", "RunnerTest.leak(")
                .contains("java.io.IOException")
                .doesNotContain("hunter2", "swordfish");
    }

    @Test
    void a_timeout_is_logged_with_where_it_hit() {
        String log = logOf(Job.named("backup")
                .cron("@yearly")
                .timeout(Duration.ofMillis(100))
                .run(RunnerTest::hang));

        assertThat(log).contains("Job backup failed: timed out after PT0.1S", "RunnerTest.hang(");
    }

    private static String logOf(Job job) {
        try (Logged logged = new Logged();
                Runner runner = new Runner(Observer.none())) {
            Outcome outcome = runner.go(new Run(Declared.of(job), Optional.empty(), InstantSource.system()));
            assertThat(outcome.isSuccess()).isFalse();
            return logged.text();
        }
    }

    private static void leak() {
        throw new IllegalStateException("hunter2", new java.io.IOException("swordfish"));
    }

    private static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
