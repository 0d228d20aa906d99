package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that takes no more, or lacks something: one error that names it, and the next run goes on. */
class BucketFolderFaultsTest extends BucketFixture {
    private static final int SMALL = 20;
    private static final String PLENTY = "unlimited";

    @TempDir
    Path folder;

    private BucketBackups intoTheFolder() {
        return builder(objects, DirectoryStore.of(folder)).requestsInFlight(1).build();
    }

    private void assertNextRunGoesOn(int reads) throws IOException {
        try (Stream<Path> uploads = Files.list(folder.resolve(".seaworthy-uploads"))) {
            assertThat(uploads).isEmpty();
        }
        assertThat(intoTheFolder().list()).isEmpty();
        long before = objects.opens();
        SnapshotReport report = intoTheFolder().backUp();
        assertThat(objects.opens() - before).isEqualTo(reads);
        assertThat(intoTheFolder().verify(report.id(), Sample.all(), identity).isIntact())
                .isTrue();
    }

    /** Since this process may write no file of that size; to a program that is as if the disk were full. */
    @Test
    @Tag("needs-prlimit")
    void a_disk_that_is_full_is_one_error_and_what_was_stored_is_not_read_again() throws Exception {
        putMany("k", SMALL);
        objects.put("large", random(1, LARGE));
        limit("1000000");
        try {
            assertThatThrownBy(intoTheFolder()::backUp)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("bucket/uploads/data/")
                    .hasMessageContaining("File too large");
        } finally {
            limit(PLENTY);
        }

        assertNextRunGoesOn(1);
    }

    private static void limit(String bytes) throws IOException, InterruptedException {
        String own = String.valueOf(ProcessHandle.current().pid());
        int status = new ProcessBuilder("prlimit", "--pid", own, "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    /** A file where its folder should be, so that nobody may write there, whoever asks. */
    @ParameterizedTest
    @ValueSource(strings = {"data", "segments", "snapshots"})
    void a_folder_that_cannot_be_written_is_named(String name) throws IOException {
        putMany("k", SMALL);
        Path blocked = Files.createDirectories(folder.resolve(FOLDER)).resolve(name);
        Files.createFile(blocked);

        assertThatThrownBy(intoTheFolder()::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(FOLDER + name + "/");

        Files.delete(blocked);
        assertNextRunGoesOn(name.equals("snapshots") ? 0 : SMALL);
    }

    @Test
    void a_store_that_is_a_file_is_named() throws IOException {
        putMany("k", SMALL);
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(builder(objects, DirectoryStore.of(file)).build()::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("repository-key");
    }

    /** What a run has found to be there is stored anew by the next that finds it gone. */
    @Test
    void a_file_that_is_gone_is_stored_anew() throws IOException {
        putMany("k", SMALL);
        intoTheFolder().backUp();
        try (Stream<Path> files = Files.walk(folder.resolve(FOLDER + "data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        SnapshotReport report = intoTheFolder().backUp();

        assertThat(intoTheFolder().verify(report.id(), Sample.all(), identity).isIntact())
                .isTrue();
    }
}
