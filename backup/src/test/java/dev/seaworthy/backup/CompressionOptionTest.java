package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How hard a manager compresses. */
class CompressionOptionTest {
    private final InMemoryDatabase database = new InMemoryDatabase()
            .insert(
                    "public.content",
                    IntStream.range(0, 20_000)
                            .mapToObj(i -> "row " + i * 7919 % 10007)
                            .toArray(String[]::new));
    private final Identity identity = Identity.generate();

    @Test
    void is_what_the_builder_says() {
        BackupReport fast = builder().compression(new Compression(1, 2)).build().backUpDatabase();
        BackupReport small =
                builder().compression(new Compression(19, 1)).build().backUpDatabase();

        assertThat(small.storedBytes()).isLessThan(fast.storedBytes());
    }

    @Test
    void opens_whatever_it_is() {
        BackupManager backups = builder().compression(new Compression(19, 3)).build();

        assertThat(backups.verify(backups.backUpDatabase().id(), identity).isIntact())
                .isTrue();
    }

    @Test
    void is_refused_where_zstd_has_none() {
        assertThatThrownBy(() -> builder().compression(new Compression(20, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private BackupManager.Builder builder() {
        return BackupManager.builder()
                .store(new InMemoryObjectStore())
                .database(database)
                .encryptTo(identity.recipient());
    }
}
