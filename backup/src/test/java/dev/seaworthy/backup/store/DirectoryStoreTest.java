package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ObjectStore store() {
        return DirectoryStore.of(folder);
    }

    @Override
    protected void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve(DirectoryStore.UPLOADS))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keeps_its_own_folder_to_itself() {
        assertThatThrownBy(() -> DirectoryStore.of(folder).open(DirectoryStore.UPLOADS + "/upload-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lists_while_others_commit_and_delete() {
        ObjectStore store = store();
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> commitAndDelete(store, 500));

        while (!others.isDone()) {
            assertThat(store.list("")).hasSizeLessThanOrEqualTo(1);
        }
        others.join();
    }

    private static void commitAndDelete(ObjectStore store, int times) {
        for (int time = 0; time < times; time++) {
            try (Upload upload = store.upload("a")) {
                upload.stream().close();
                upload.commit();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            store.delete("a");
        }
    }

    @Test
    void lists_a_folder_that_is_a_link() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("disk")).resolve("a"), "abc");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("disk"));

        assertThat(DirectoryStore.of(link).list("")).containsExactly(new StoredObject("a", 3));
    }

    @Test
    void says_what_it_could_not_list() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop"), folder);

        assertThatThrownBy(() -> store().list("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Could not list a");
    }

    /** As if a process had stood still for two days between the two. */
    @Test
    void an_object_is_as_old_as_its_commit_and_not_as_its_last_write() throws IOException {
        try (Upload upload = store().upload("a")) {
            upload.stream().close();
            try (Stream<Path> aside = Files.list(folder.resolve(DirectoryStore.UPLOADS))) {
                age(aside.findFirst().orElseThrow());
            }
            upload.commit();
        }

        assertThat(store().storedAt("a")).hasValueSatisfying(DirectoryStoreTest::assertNew);
    }

    /** By a program that keeps the times of what it copies. */
    @Test
    void an_object_of_a_restored_folder_is_as_old_as_its_restoration() throws IOException {
        age(Files.writeString(folder.resolve("a"), "abc"));

        assertThat(store().storedAt("a")).hasValueSatisfying(DirectoryStoreTest::assertNew);
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    private static void assertNew(Instant time) {
        assertThat(time).isAfter(Instant.now().minus(Duration.ofMinutes(10)));
    }
}
