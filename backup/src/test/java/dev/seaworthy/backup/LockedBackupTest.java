package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Backups in a store that lets nothing go. */
class LockedBackupTest {
    private final Identity identity = Identity.generate();
    private final InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a", "b");
    private Instant now = Instant.parse("2026-11-24T09:01:02Z");
    private final InMemoryObjectStore store =
            new InMemoryObjectStore(() -> now, Long.MAX_VALUE).lockedFor(Duration.ofDays(35));

    private BackupManager manager(ObjectStore place) {
        return BackupManager.builder()
                .store(place)
                .database(database)
                .encryptTo(identity.recipient())
                .clock(() -> now)
                .build();
    }

    @Test
    void a_run_that_fails_leaves_no_listed_backup_and_the_next_works() {
        assertThatThrownBy(manager(new FailingManifests(store, false))::backUpDatabase)
                .isInstanceOf(BackupException.class);

        BackupManager backups = manager(store);
        assertThat(store.list("")).isEmpty();
        assertThat(store.heldVersions())
                .extracting(StoredObject::key)
                .hasSize(1)
                .allMatch(key -> key.endsWith("dump.zst.age"));
        assertThat(backups.list()).isEmpty();
        BackupReport report = backups.backUpDatabase();
        assertThat(backups.list()).containsExactly(report);
        assertThat(backups.testRestore(report.id(), identity, new InMemoryDatabase())
                        .isProven())
                .isTrue();
    }

    @Test
    void a_dump_that_fails_locks_nothing() {
        database.failNextDump();

        assertThatThrownBy(manager(store)::backUpDatabase).isInstanceOf(BackupException.class);

        assertThat(store.heldVersions()).isEmpty();
    }

    @Test
    void the_recipe_is_written_once() {
        manager(store).backUpDatabase();
        now = now.plusSeconds(1);
        manager(store).backUpDatabase();

        assertThat(store.list("")).hasSize(5);
        assertThat(store.heldVersions()).isEmpty();
    }
}
