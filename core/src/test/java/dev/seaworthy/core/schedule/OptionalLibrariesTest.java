package dev.seaworthy.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.schedule.direct.DirectJobs;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A service without db-scheduler and Micrometer has jobs all the same. */
class OptionalLibrariesTest {
    @Test
    void direct_jobs_run_without_the_optional_libraries() throws Exception {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String reduced = Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.contains("db-scheduler") && !entry.contains("micrometer"))
                .collect(Collectors.joining(File.pathSeparator));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        reduced,
                        Main.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("without, ran\n");
        assertThat(process.waitFor()).isZero();
    }

    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch ran = new CountDownLatch(1);
            Job job = Job.named("cleanup").cron("0 2 * * *").run(ran::countDown);
            try (Jobs jobs = DirectJobs.builder().job(job).build()) {
                jobs.start();
                jobs.runNow("cleanup");
                ran.await();
            }
            System.out.println((isThere("com.github.kagkarlsson.scheduler.Scheduler")
                                    || isThere("io.micrometer.core.instrument.MeterRegistry")
                            ? "with"
                            : "without")
                    + ", ran");
        }

        private static boolean isThere(String name) {
            try {
                Class.forName(name);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
