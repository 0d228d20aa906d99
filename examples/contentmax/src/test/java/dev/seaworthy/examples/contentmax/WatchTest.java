package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.source.ObjectSource;
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
    private final BucketBackups templates = bucket("templates", new InMemoryObjects());
    private final Watch watch = new Watch(backups(templates), team);

    private BucketBackups bucket(String name, ObjectSource source) {
        return BucketBackups.builder(name)
                .source(source)
                .store(store)
                .repositoryKey(Secret.of("a repository key of 32 bytes or more"))
                .encryptTo(identity.recipient())
                .clock(() -> now)
                .build();
    }

    private Backups backups(BucketBackups... buckets) {
        return new Backups(
                manager,
                RestoreDrill.builder()
                        .backups(manager)
                        .store(store)
                        .identity(identity)
                        .scratch(database)
                        .build(),
                List.of(buckets),
                identity);
    }

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

    @Test
    void a_store_that_cannot_be_read_is_told_and_others_are_looked_at() {
        manager.backUpDatabase();
        store.failNext(InMemoryObjectStore.Operation.LIST);
        watch.look();

        assertThat(team.notices()).extracting(Notice::type).containsExactly("backup.unknown", "backup.overdue");
    }

    @Test
    void a_bucket_that_fails_keeps_no_other_from_being_proven() {
        BucketBackups never = bucket("never", new InMemoryObjects());
        InMemoryObjects objects = new InMemoryObjects().put("a", new byte[] {1, 2, 3});
        BucketBackups damaged = bucket("damaged", objects);
        damaged.backUp();
        store.list("bucket/damaged/data/").forEach(object -> store.delete(object.key()));

        assertThatThrownBy(() -> backups(never, damaged).verifyBuckets(Sample.all()))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("There is no backup of never")
                .hasMessageContaining("The newest backup of damaged is not intact");
    }

    /** The garbage stays where it is, since the clock of the store is another. */
    @Test
    void a_database_that_fails_keeps_no_bucket_from_being_pruned() {
        templates.backUp();
        store.failNext(InMemoryObjectStore.Operation.LIST);

        assertThatThrownBy(() -> backups(templates).prune())
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("LIST of database/ was told to fail")
                .hasMessageContaining("Not all of templates was pruned");
    }

    @Test
    void a_bucket_without_objects_is_no_failure() throws StepFailedException {
        templates.backUp();

        backups(templates).verifyBuckets(Sample.all());
    }
}
