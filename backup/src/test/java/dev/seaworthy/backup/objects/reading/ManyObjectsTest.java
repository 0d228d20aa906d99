package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Endurance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of more objects than the heap of their process holds. */
@Tag("endurance")
class ManyObjectsTest {
    @TempDir
    Path folder;

    /** Of 1,000,000 objects in 128 MiB, and here of 150,000 in 48. */
    @Test
    void are_compared_verified_and_restored_in_a_small_heap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + Endurance.size(48, 128) + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyObjects.class.getName(),
                        folder.toString(),
                        String.valueOf(Endurance.size(150_000, 1_000_000)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }
}
