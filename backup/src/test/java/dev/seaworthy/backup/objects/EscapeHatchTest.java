package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored opens without Seaworthy. */
@Tag("needs-age")
@Tag("needs-zstd")
class EscapeHatchTest extends BucketFixture {
    @TempDir
    Path folder;

    @Test
    void age_zstd_and_tar_open_packs_and_large_contents() throws Exception {
        objects.put("a", bytes("small")).put("b", new byte[0]).put("c", random(1, LARGE));
        SnapshotReport report = backups.backUp();
        Files.writeString(folder.resolve("key.txt"), identity.privateKey().reveal() + "\n");
        for (String key : snapshot(report).contentKeys()) {
            fetch(key, key.contains(".tar") ? "pack" : "large");
        }

        run("set -e; age -d -i key.txt pack | zstd -q -d | tar -x; age -d -i key.txt large | zstd -q -d > plain");

        assertThat(folder.resolve("plain")).hasBinaryContent(random(1, LARGE));
        snapshot(report).entries().stream()
                .filter(entry -> entry.object().bytes() < LARGE)
                .forEach(entry -> assertThat(folder.resolve(entry.content()))
                        .hasBinaryContent(objects.contents().get(entry.object().key())));
    }

    private void fetch(String key, String file) throws IOException {
        try (InputStream in = memory.open(key)) {
            Files.copy(in, folder.resolve(file));
        }
    }

    private void run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
