package dev.seaworthy.backup.objects.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the programs {@code tar}, {@code age} and {@code zstd}. */
@Tag("needs-age")
@Tag("needs-zstd")
class PackInteropTest {
    private static final String RUN = "20261128T090000000Z-0123456789abcdef0123456789abcdef";

    private final Identity identity = Identity.generate();
    private final Random random = new Random(17);

    @TempDir
    Path folder;

    @BeforeEach
    void keepsTheKey() throws IOException {
        Files.writeString(folder.resolve("key.txt"), identity.privateKey().reveal() + "\n");
    }

    private Repository repository(Optional<Compression> compression, boolean isSealed) {
        return Repository.of(
                DirectoryStore.of(folder.resolve("store")),
                "uploads",
                new Envelope(compression, isSealed ? List.of(identity.recipient()) : List.of()),
                Optional.empty());
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** Of sizes around the blocks of 512 bytes, and nothing. */
    @Test
    void tar_opens_a_pack() throws Exception {
        Repository repository = repository(Optional.empty(), false);
        List<byte[]> contents = List.of(noise(0), noise(1), noise(511), noise(512), noise(513), noise(100_000));
        try (PackWriter pack = repository.contents().pack(RUN, 1)) {
            for (byte[] content : contents) {
                pack.add(StoredBucket.IDS.of(content, content.length), content, content.length);
            }
            pack.commit();
        }

        String listed = run("tar --list --verbose --file store/bucket/uploads/data/" + RUN + "/00000001.tar");
        run("mkdir out && tar --extract --directory out --file store/bucket/uploads/data/" + RUN + "/00000001.tar");

        byte[] archive = Files.readAllBytes(folder.resolve("store/bucket/uploads/data/" + RUN + "/00000001.tar"));
        assertThat(new String(archive, 257, 8, StandardCharsets.US_ASCII)).isEqualTo("ustar\00000");
        assertThat(listed.lines()).hasSize(6).allMatch(line -> line.startsWith("-rw-r--r-- 0/0"));
        for (byte[] content : contents) {
            assertThat(folder.resolve("out/" + StoredBucket.IDS.of(content, content.length)))
                    .hasBinaryContent(content);
        }
    }

    @Test
    void the_programs_open_a_pack_and_a_single() throws Exception {
        Repository repository = repository(Optional.of(Compression.DEFAULT), true);
        byte[] small = noise(700);
        byte[] large = noise(300_000);
        String id = StoredBucket.IDS.of(small, small.length);
        try (PackWriter pack = repository.contents().pack(RUN, 1)) {
            pack.add(id, small, small.length);
            pack.commit();
        }
        try (ContentWriter single = repository.contents().single(RUN, 2)) {
            single.stream().write(large);
            single.stream().close();
            single.commit(new Written());
        }

        run("set -e -o pipefail; cd store/bucket/uploads/data/" + RUN
                + "; age -d -i ../../../../../key.txt 00000001.tar.zst.age | zstd -q -d | tar x"
                + "; age -d -i ../../../../../key.txt 00000002.zst.age | zstd -q -d > large");

        Path data = folder.resolve("store/bucket/uploads/data/" + RUN);
        assertThat(data.resolve(id)).hasBinaryContent(small);
        assertThat(data.resolve("large")).hasBinaryContent(large);
    }

    private String run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
