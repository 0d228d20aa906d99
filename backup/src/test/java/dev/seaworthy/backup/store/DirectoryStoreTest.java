package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
