package dev.seaworthy.backup.database.postgres.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordFileTest {
    @Test
    void fails_no_dump_because_its_folder_cannot_be_deleted() throws IOException {
        PasswordFile file = PasswordFile.of(Secret.of("s3cr3t"));
        Path folder = file.path().getParent();
        for (String before : List.of("a", "z")) {
            Files.createDirectories(folder.resolve(before).resolve("in the way"));
        }

        assertThatCode(file::close).doesNotThrowAnyException();

        assertThat(file.path()).doesNotExist();
        assertThat(folder).exists();
        for (String before : List.of("a", "z")) {
            Files.delete(folder.resolve(before).resolve("in the way"));
            Files.delete(folder.resolve(before));
        }
        Files.delete(folder.resolve("lock"));
        Files.delete(folder);
    }
}
