package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjects;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.testing.RecordingNotifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final InMemoryDatabase database = new InMemoryDatabase();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Identity identity = Identity.generate();
    private final RecordingNotifier team = new RecordingNotifier();
    private Instant now = Instant.parse("2026-11-24T06:00:00Z");

    private final BackupManager manager = BackupManager.builder()
            .store(store)
            .database(database)
            .encryptTo(identity.recipient())
            .clock(() -> now)
            .build();
    private final BucketBackups templates = BucketBackups.builder("templates")
            .source(new InMemoryObjects())
            .store(store)
            .repositoryKey(Secret.of("a repository key of 32 bytes or more"))
            .encryptTo(identity.recipient())
            .clock(() -> now)
            .build();
    private final Watch watch = new Watch(
            new Backups(
                    manager,
                    RestoreDrill.builder()
                            .backups(manager)
                            .store(store)
                            .identity(identity)
                            .scratch(database)
                            .build(),
                    List.of(templates),
                    identity),
            team);

    @Test
    void backups_that_were_never_made_are_told() {
        watch.look();

        assertThat(team.notices())
                .extracting(Notice::title)
                .containsExactly("No recent backup of the database", "No recent backup of templates");
    }

    @Test
    void recent_ones_are_not() {
        manager.backUpDatabase();
        templates.backUp();
        now = now.plus(Watch.LONGEST);
        watch.look();

        assertThat(team.notices()).isEmpty();
    }

    @Test
    void one_that_is_overdue_is_told_with_its_age() {
        manager.backUpDatabase();
        templates.backUp();
        now = now.plus(Duration.ofHours(6));
        manager.backUpDatabase();
        now = now.plus(Duration.ofHours(2));
        watch.look();

        assertThat(team.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.title()).isEqualTo("No recent backup of templates");
            assertThat(notice.type()).isEqualTo("backup.overdue");
            assertThat(notice.details()).containsEntry("age", "PT8H");
        });
    }
}
