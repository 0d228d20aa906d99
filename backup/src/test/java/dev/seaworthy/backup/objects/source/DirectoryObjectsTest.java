package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryObjectsTest extends ObjectTargetContract {
    @TempDir
    Path around;

    private Path folder;

    @Override
    protected ObjectTarget source() {
        folder = around.resolve("objects");
        return DirectoryObjects.creating(folder);
    }

    @Override
    protected ObjectMetadata kept(ObjectMetadata metadata) {
        return ObjectMetadata.NONE;
    }

    @Override
    protected void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve(FileNames.OWN))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void any_keys_stay_in_the_folder_and_come_back_in_their_order() throws IOException {
        List<String> keys = NastyKeys.some(1500, new Random(5));
        Collections.shuffle(keys, new Random(6));
        for (String key : keys) {
            fill(key, key.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
        }

        try (Stream<Path> beside = Files.list(around)) {
            assertThat(beside).containsExactly(folder);
        }
        List<String> sorted = new ArrayList<>(keys);
        sorted.sort(KeyRange.ORDER);
        assertThat(keys(KeyRange.ALL)).isEqualTo(sorted);
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(sorted.size());
            int to = from + random.nextInt(sorted.size() - from);
            assertThat(keys(new KeyRange(sorted.get(from), Optional.of(sorted.get(to)))))
                    .isEqualTo(sorted.subList(from + 1, to + 1));
        }
        for (String key : keys) {
            assertThat(get(key)).asString(StandardCharsets.UTF_8).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b"})
    void a_file_and_a_folder_may_want_the_same_name(String first) throws IOException {
        String second = first.equals("a") ? "a/b" : "a";
        for (String key : List.of(first, second, first, second, "a/b/c", "a/b")) {
            fill(key, bytes(key.length()), ObjectMetadata.NONE);

            assertThat(get(key)).isEqualTo(bytes(key.length()));
        }

        assertThat(keys(KeyRange.ALL)).containsExactly("a", "a/b", "a/b/c");
        assertThat(get("a")).isEqualTo(bytes(1));
    }

    @Test
    void a_file_that_stood_aside_is_replaced_when_its_name_is_free() throws IOException {
        fill("a/b", bytes(1), ObjectMetadata.NONE);
        fill("a", bytes(2), ObjectMetadata.NONE);
        Files.delete(folder.resolve("a/b"));
        Files.delete(folder.resolve("a"));

        fill("a", bytes(3), ObjectMetadata.NONE);

        assertThat(keys(KeyRange.ALL)).containsExactly("a");
        assertThat(get("a")).isEqualTo(bytes(3));
        assertThat(folder.resolve("a%f")).doesNotExist();
    }

    @Test
    void a_plain_folder_has_its_paths_as_keys() throws IOException {
        for (String name : List.of("b.txt", "my%20file", "100%.txt", "a/ä b", ".hidden")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name);
        }

        assertThat(keys(KeyRange.ALL)).containsExactly(".hidden", "100%.txt", "a/ä b", "b.txt", "my%20file");
        assertThat(get("100%.txt")).asString(StandardCharsets.UTF_8).isEqualTo("100%.txt");
    }

    @Test
    void a_name_that_no_key_has_is_told() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("a%25b"), "");

        assertThatThrownBy(() -> keys(KeyRange.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a%25b")
                .hasMessageContaining("rename it");
    }

    @Test
    void a_folder_that_is_absent_or_a_file_is_no_empty_bucket() throws IOException {
        Path absent = around.resolve("absent");
        Path file = Files.createFile(around.resolve("file"));

        for (ObjectSource none :
                List.of(DirectoryObjects.of(absent), DirectoryObjects.of(file), DirectoryObjects.creating(file))) {
            assertThatThrownBy(() -> none.list(KeyRange.ALL))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("There is no folder " + around);
        }
        assertThat(keys(KeyRange.ALL)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void keeps_the_time_of_an_object() throws IOException {
        fill("a", bytes(1), ObjectMetadata.NONE);

        try (ObjectContent content = source.open("a")) {
            assertThat(content.object().modifiedAt()).isEqualTo(Instant.parse("2024-02-29T12:34:56Z"));
        }
    }

    /** A temporary file would be the owner's alone. */
    @Test
    void a_file_may_be_read_by_whoever_may_read_other_files() throws IOException {
        fill("a", bytes(1), ObjectMetadata.NONE);
        Path other = Files.createFile(around.resolve("other"));

        assertThat(Files.getPosixFilePermissions(folder.resolve("a"))).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void no_link_is_listed_or_opened() throws IOException {
        Path outside = Files.createDirectories(around.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("file"), outside.resolve("secret"));

        assertThat(keys(KeyRange.ALL)).isEmpty();
        for (String key : List.of("link/secret", "file")) {
            assertThatThrownBy(() -> source.open(key)).isInstanceOf(MissingObjectException.class);
        }
    }

    @Test
    void nothing_is_put_through_a_link() throws IOException {
        Path outside = Files.createDirectories(around.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "kept");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("file"), outside.resolve("kept"));
        Files.createSymbolicLink(folder.resolve("new"), outside.resolve("new"));

        assertThatThrownBy(() -> fill("link/a", bytes(1), ObjectMetadata.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a link or a file stands");
        fill("file", bytes(1), ObjectMetadata.NONE);
        fill("new", bytes(1), ObjectMetadata.NONE);

        assertThat(outside.resolve("kept")).content().isEqualTo("kept");
        try (Stream<Path> there = Files.list(outside)) {
            assertThat(there).containsExactly(outside.resolve("kept"));
        }
        assertThat(get("file")).isEqualTo(bytes(1));
        assertNothingIsLeft();
    }

    @Test
    void its_own_folder_is_no_link() throws IOException {
        Path outside = Files.createDirectories(around.resolve("outside"));
        Files.createSymbolicLink(Files.createDirectories(folder).resolve(FileNames.OWN), outside);

        assertThatThrownBy(() -> fill("a", bytes(1), ObjectMetadata.NONE)).isInstanceOf(StoreException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_a_link_is_followed() throws IOException {
        fill("a", bytes(1), ObjectMetadata.NONE);
        ObjectTarget linked = DirectoryObjects.of(Files.createSymbolicLink(around.resolve("link"), folder));
        linked.put(new SourceObject("b", 0, "", Instant.EPOCH), ObjectMetadata.NONE, InputStream.nullInputStream());

        try (Stream<SourceObject> objects = linked.list(KeyRange.ALL)) {
            assertThat(objects).extracting(SourceObject::key).containsExactly("a", "b");
        }
    }

    @Test
    void a_file_that_grows_while_it_is_read_is_refused() throws IOException {
        fill("a", bytes(100_000), ObjectMetadata.NONE);

        try (ObjectContent content = source.open("a")) {
            content.readNBytes(10);
            Files.write(folder.resolve("a"), new byte[1], StandardOpenOption.APPEND);

            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was changed while it was read");
        }
    }

    @Test
    void a_file_that_is_replaced_by_one_of_the_same_size_and_time_is_refused() throws IOException {
        fill("a", bytes(100_000), ObjectMetadata.NONE);

        try (ObjectContent content = source.open("a")) {
            content.readNBytes(10);
            FileTime time = Files.getLastModifiedTime(folder.resolve("a"));
            Files.write(folder.resolve("b"), otherBytes(100_000));
            Files.setLastModifiedTime(folder.resolve("b"), time);
            Files.move(folder.resolve("b"), folder.resolve("a"), StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was changed while it was read");
        }
    }

    @Test
    void removes_a_file_that_has_the_name_of_a_folder() throws IOException {
        fill("a/b", bytes(6), ObjectMetadata.NONE);
        fill("a", bytes(5), ObjectMetadata.NONE);

        ((ObjectTarget) source).delete("a");

        assertThat(keys(KeyRange.ALL)).containsExactly("a/b");
    }

    @Test
    void lists_what_is_left_while_others_delete() throws IOException {
        for (String key : List.of("a", "b/c", "d")) {
            fill(key, bytes(1), ObjectMetadata.NONE);
        }

        try (Stream<SourceObject> objects = source.list(KeyRange.ALL)) {
            var listed = objects.iterator();
            assertThat(listed.next().key()).isEqualTo("a");
            Files.delete(folder.resolve("b/c"));
            Files.delete(folder.resolve("b"));
            Files.delete(folder.resolve("d"));

            assertThat(listed.hasNext()).isFalse();
        }
    }
}
