package dev.seaworthy.examples.benchmarks.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.objects.source.DirectoryObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceObjectsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        RaceObjects objects = new RaceObjects(3, 2, 1);
        objects.writeTo(folder.resolve("one"));
        objects.writeTo(folder.resolve("other"));
    }

    @Test
    void are_the_same_in_each_run() {
        assertThatCode(this::compare).doesNotThrowAnyException();
    }

    @Test
    void a_changed_byte_is_seen() throws Exception {
        Path file = folder.resolve("other/large/1");
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1]++;
        Files.write(file, content);

        assertThatThrownBy(this::compare).rootCause().hasMessage("Of other bytes: large/1");
    }

    @Test
    void a_byte_more_is_seen() throws Exception {
        Path file = folder.resolve("other/large/0");
        Files.write(file, new byte[1], StandardOpenOption.APPEND);

        assertThatThrownBy(this::compare).rootCause().hasMessage("Of other bytes: large/0");
    }

    @Test
    void a_missing_object_is_seen() throws Exception {
        Files.delete(folder.resolve("other/small/000/00002"));

        assertThatThrownBy(this::compare).hasMessage("What was restored has other keys");
    }

    private void compare() throws Exception {
        RaceObjects.requireSame(
                DirectoryObjects.of(folder.resolve("one")), DirectoryObjects.of(folder.resolve("other")), false);
    }
}
