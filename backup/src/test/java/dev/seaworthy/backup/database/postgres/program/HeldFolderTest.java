package dev.seaworthy.backup.database.postgres.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.ChildJvm;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFolderTest {
    @TempDir
    Path parent;

    /** Holds a folder with a secret, until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            HeldFolder folder = HeldFolder.in(Path.of(arguments[0]));
            Files.writeString(folder.path().resolve("secret"), "s3cr3t");
            Files.createFile(Path.of(arguments[0], "ready"));
            while (true) {
                LockSupport.park();
            }
        }
    }

    @Test
    void what_a_killed_process_left_goes_when_the_next_is_made_and_not_before() throws Exception {
        Path left;
        try (ChildJvm child = ChildJvm.start(Holder.class, parent.toString())) {
            Condition.await("the folder", () -> Files.exists(parent.resolve("ready")));
            left = folders().get(0);
            try (HeldFolder next = HeldFolder.in(parent)) {
                assertThat(left.resolve("secret")).exists();
                assertThat(folders()).containsExactlyInAnyOrder(left, next.path());
            }
            child.kill();
        }
        assertThat(left.resolve("secret")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
                .isEqualTo("rwx------");

        HeldFolder.in(parent).close();

        assertThat(folders()).isEmpty();
    }

    @Test
    void those_of_one_process_do_not_discard_each_other() throws IOException {
        try (HeldFolder one = HeldFolder.in(parent);
                HeldFolder other = HeldFolder.in(parent)) {
            Files.createFile(one.path().resolve("secret"));
            HeldFolder.in(parent).close();

            assertThat(folders()).containsExactlyInAnyOrder(one.path(), other.path());
            assertThat(one.path().resolve("secret")).exists();
        }
        assertThat(folders()).isEmpty();
    }

    /** To open and close its own lock by another way would end it, and the next process would take all. */
    @Test
    void a_process_keeps_its_lock_by_whichever_way_it_comes() throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("link"), Files.createDirectory(parent.resolve("real")));
        try (HeldFolder one = HeldFolder.in(parent.resolve("real"))) {
            Path secret = Files.createFile(one.path().resolve("secret"));
            HeldFolder.in(link).close();

            try (ChildJvm child = ChildJvm.start(Holder.class, link.toString())) {
                Condition.await("the folder", () -> Files.exists(link.resolve("ready")));
                child.kill();
            }

            assertThat(secret).exists();
        }
    }

    @Test
    void what_only_has_the_name_stays() throws IOException {
        Path link = Files.createSymbolicLink(
                parent.resolve("seaworthy-held-link"), Files.createDirectory(parent.resolve("elsewhere")));
        Path precious = Files.createFile(link.resolve("precious"));
        Files.createFile(link.resolve("lock"));
        Path withoutLock = Files.createDirectory(parent.resolve("seaworthy-held-new"));

        HeldFolder.in(parent).close();

        assertThat(precious).exists();
        assertThat(withoutLock).exists();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(file -> file.getFileName().toString().startsWith("seaworthy-held-"))
                    .toList();
        }
    }
}
