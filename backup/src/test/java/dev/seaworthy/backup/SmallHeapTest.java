package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.testkit.Endurance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup many times larger than the heap of its process. */
@Tag("endurance")
class SmallHeapTest {
    @TempDir
    Path folder;

    @Test
    void is_made_and_opened_in_64_MiB_without_a_temporary_file() throws Exception {
        assertMadeAndOpened(Endurance.size(256, 2048), 1);
    }

    /** Each of which has one part: nothing of it is kept until the commit. */
    @Test
    void of_200_small_streams_is_made_in_64_MiB_too() throws Exception {
        assertMadeAndOpened(200, 200);
    }

    private void assertMadeAndOpened(int mebibytes, int streams) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        EmbeddedS3 server = EmbeddedS3.startIn(Files.createDirectory(folder.resolve("objects")));
        try {
            Process process = start(server.port(), server.bucket("small-heap"), temporary, mebibytes, streams);
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(said).isZero();
            assertThat(temporary).isEmptyDirectory();
        } finally {
            server.stop();
        }
    }

    private static Process start(int port, String bucket, Path temporary, int mebibytes, int streams) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapBackup.class.getName(),
                        String.valueOf(port),
                        bucket,
                        String.valueOf(mebibytes),
                        String.valueOf(streams))
                .redirectErrorStream(true);
        builder.environment().put("IDENTITY", Identity.generate().privateKey().reveal());
        return builder.start();
    }
}
