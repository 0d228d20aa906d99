package dev.seaworthy.backup.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the programs {@code age} and {@code zstd}. */
@Tag("needs-age")
@Tag("needs-zstd")
class InteropTest {
    private final byte[] plain = new byte[1_000_000];
    private final Identity identity = Identity.generate();

    @TempDir
    Path folder;

    @BeforeEach
    void keepsTheKey() throws IOException {
        new Random(7).nextBytes(plain);
        Files.writeString(folder.resolve("key.txt"), identity.privateKey().reveal() + "\n");
    }

    @Test
    void the_programs_open_what_we_seal() throws Exception {
        try (OutputStream out =
                Sealing.seal(Files.newOutputStream(folder.resolve("stored")), List.of(identity.recipient()))) {
            out.write(plain);
        }

        run("set -e; age -d -i key.txt stored > inner; zstd -q -d < inner > plain");

        assertThat(folder.resolve("plain")).hasBinaryContent(plain);
    }

    @Test
    void we_open_what_the_programs_seal() throws Exception {
        Files.write(folder.resolve("plain"), plain);

        run("set -e; zstd -q < plain > inner; age -r " + identity.recipient() + " < inner > stored");

        try (InputStream in = Sealing.open(Files.newInputStream(folder.resolve("stored")), identity)) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
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
