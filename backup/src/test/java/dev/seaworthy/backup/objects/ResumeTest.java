package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.testkit.ChildJvm;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were killed or have failed, and the next, which goes on where they ended. */
@Timeout(120)
class ResumeTest extends BucketFixture {
    @TempDir
    Path folder;

    /** A source of which some objects cannot be read. */
    private final class Unreadable extends OtherObjects {
        private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

        Unreadable(String... keys) {
            super(objects);
            unreadable.addAll(List.of(keys));
        }

        @Override
        public ObjectContent open(String key) {
            ObjectContent content = super.open(key);
            if (unreadable.contains(key)) {
                throw new StoreException(key, "it is forbidden", null);
            }
            return content;
        }
    }

    @Test
    void the_run_after_a_kill_reads_only_the_rest() throws Exception {
        DirectoryStore kept = DirectoryStore.of(folder);
        try (ChildJvm child = ChildJvm.start(
                DoomedBucketBackup.class,
                folder.toString(),
                "15000",
                "14999",
                identity.recipient().publicKey())) {
            Condition.await("a segment", () -> !kept.list(FOLDER + "segments/").isEmpty());
            child.kill();
        }
        GeneratedObjects rest = new GeneratedObjects(15_000);

        SnapshotReport report = builder(rest, kept).build().backUp();

        assertThat(rest.opens()).isEqualTo(5_000);
        assertThat(report.objects()).isEqualTo(15_000);
        assertThat(report.added()).isEqualTo(15_000);
        StoredSnapshot snapshot = StoredSnapshot.of(kept, NAME, report.id(), Optional.empty());
        assertThat(snapshot.contents(identity)).hasSize(15_000).doesNotContainValue(null);
    }

    @Test
    void the_run_after_one_that_failed_reads_nothing_twice() throws IOException {
        putMany("k", 200);
        BucketBackups failing = builder(new Unreadable("k00150"), store).build();

        assertThatThrownBy(failing::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Object k00150 of the source could not be read: it is forbidden");
        assertThat(backups.list()).isEmpty();
        SnapshotReport report = backups.backUp();

        assertThat(objects.opens()).isEqualTo(200 + 1);
        assertThat(report.added()).isEqualTo(200);
        assertHas(report, objects.contents());
    }

    @Test
    void runs_may_fail_again_and_again() throws IOException {
        putMany("k", 300);

        assertThatThrownBy(oneByOne("k00100")::backUp);
        assertThatThrownBy(oneByOne("k00200")::backUp);
        SnapshotReport report = backups.backUp();

        assertThat(objects.opens()).isEqualTo(300 + 2);
        assertHas(report, objects.contents());
    }

    /** In the order of keys, so that nothing after what fails is read. */
    private BucketBackups oneByOne(String unreadable) {
        return builder(new Unreadable(unreadable), store).requestsInFlight(1).build();
    }

    @Test
    void a_run_that_failed_after_a_snapshot_is_resumed_too() throws IOException {
        putMany("k", 100);
        backups.backUp();
        putMany("l", 100);
        objects.put("k00050", bytes("changed"));
        assertThatThrownBy(builder(new Unreadable("l00050"), store).build()::backUp);

        SnapshotReport report = backups.backUp();

        assertThat(objects.opens()).isEqualTo(200 + 1 + 1);
        assertThat(List.of(report.unchanged(), report.added(), report.changed()))
                .containsExactly(99L, 100L, 1L);
        assertHas(report, objects.contents());
    }

    @Test
    void an_object_that_changed_after_the_failed_run_is_read_again() throws IOException {
        putMany("k", 100);
        assertThatThrownBy(builder(new Unreadable("k00099"), store).build()::backUp);
        objects.put("k00010", bytes("changed"));

        SnapshotReport report = backups.backUp();

        assertThat(objects.opens()).isEqualTo(100 + 2);
        assertHas(report, objects.contents());
    }

    @Test
    void what_a_failed_run_stored_and_is_gone_is_read_again() throws IOException {
        putMany("k", 100);
        assertThatThrownBy(oneByOne("k00099")::backUp);
        stored("data/").forEach(memory::delete);

        SnapshotReport report = backups.backUp();

        assertThat(objects.opens()).isEqualTo(100 + 100);
        assertHas(report, objects.contents());
    }

    @Test
    void a_content_that_a_failed_run_stored_is_known_under_another_key() throws IOException {
        objects.put("a", random(1, LARGE)).put("b", bytes("never read"));
        assertThatThrownBy(
                builder(new Unreadable("b"), store).requestsInFlight(1).build()::backUp);
        objects.put("c", random(1, LARGE)).remove("a");

        SnapshotReport report = backups.backUp();

        assertThat(stored("data/")).filteredOn(key -> !key.contains(".tar")).hasSize(1);
        assertHas(report, objects.contents());
    }

    @Test
    void a_damaged_segment_of_a_failed_run_is_passed_over() throws IOException {
        putMany("k", 100);
        assertThatThrownBy(builder(new Unreadable("k00099"), store).build()::backUp);
        memory.flipBit(stored("segments/").get(0));

        SnapshotReport report = backups.backUp();

        assertHas(report, objects.contents());
    }
}
