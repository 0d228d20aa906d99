package dev.seaworthy.backup.database.postgres.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PasswordFileTest {
    @Test
    void fails_no_dump_because_it_cannot_be_deleted() throws IOException {
        PasswordFile file = PasswordFile.of(Secret.of("s3cr3t"));
        Path inTheWay =
                Files.createDirectories(file.path().resolveSibling("other").resolve("more"));

        assertThatCode(file::close).doesNotThrowAnyException();

        Files.delete(inTheWay);
        try (HeldFolder next = HeldFolder.in(file.path().getParent().getParent())) {
            assertThat(next.path()).exists();
        }
        assertThat(file.path().getParent()).doesNotExist();
    }
}
