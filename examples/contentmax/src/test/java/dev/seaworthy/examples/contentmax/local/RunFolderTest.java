package dev.seaworthy.examples.contentmax.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunFolderTest {
    private final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    private RunFolder folder;

    @AfterEach
    void close() throws IOException {
        if (folder != null) {
            folder.close();
        }
    }

    @Test
    void deletes_itself_with_all_that_is_in_it() throws IOException {
        folder = RunFolder.open();
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/file"), "text");

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void ends_the_processes_that_name_it_in_their_command_line() throws Exception {
        folder = RunFolder.open();
        Process sleeper = new ProcessBuilder("sh", "-c", "sleep 300; : " + folder.path()).start();

        folder.close();

        assertThat(sleeper.waitFor()).isNotZero();
    }

    @Test
    void ends_a_process_that_does_not_listen_to_a_request_to_terminate() throws Exception {
        folder = RunFolder.open();
        Process deaf = new ProcessBuilder(
                        "sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done; : " + folder.path())
                .start();
        assertThat(deaf.inputReader().readLine()).isEqualTo("deaf");

        folder.close();

        assertThat(deaf.waitFor()).isNotZero();
    }

    @Test
    void is_not_swept_while_a_run_holds_its_lock() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName())
                .start();
        try {
            Path held = Path.of(run.inputReader().readLine());

            RunFolder.sweep();

            assertThat(held).exists();
            assertThat(run.isAlive()).isTrue();
        } finally {
            run.getOutputStream().close();
            run.waitFor();
        }
    }

    /** A run that opens its folder, says where, and lives until its standard input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (RunFolder folder = RunFolder.open()) {
                System.out.println(folder.path());
                System.in.readAllBytes();
            }
        }
    }

    @Test
    void is_not_swept_while_it_is_young() throws IOException {
        Path young = Files.createTempDirectory(temporary, "contentmax-run-");
        try {
            RunFolder.sweep();

            assertThat(young).exists();
        } finally {
            Files.delete(young);
        }
    }

    @Test
    void is_swept_when_nobody_holds_its_lock() throws IOException {
        Path abandoned = Files.createTempDirectory(temporary, "contentmax-run-").toRealPath();
        Files.createFile(abandoned.resolve("lock"));

        assertThat(RunFolder.sweep()).isPositive();

        assertThat(abandoned).doesNotExist();
    }

    @Test
    void is_swept_when_it_was_never_locked_and_is_no_longer_young() throws IOException {
        Path abandoned = Files.createTempDirectory(temporary, "contentmax-run-").toRealPath();
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(60)));

        assertThat(RunFolder.sweep()).isPositive();

        assertThat(abandoned).doesNotExist();
    }
}
