package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Endurance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of many more objects than fit into the heap of its process. */
@Tag("endurance")
class SmallHeapBucketTest {
    @TempDir
    Path folder;

    /** In the full size; in the reduced one, a proportion of it. */
    @Test
    void a_million_objects_are_backed_up_in_128_MiB() throws Exception {
        int objects = Endurance.size(100_000, 1_000_000);
        int mebibytes = Endurance.size(72, 128);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + mebibytes + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapBucket.class.getName(),
                        folder.toString(),
                        String.valueOf(objects))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }
}
