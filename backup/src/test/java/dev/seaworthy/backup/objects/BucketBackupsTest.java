package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryObjects;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketBackupsTest extends BucketFixture {
    @Test
    void whoever_reads_a_snapshot_that_goes_is_told_so() {
        objects.put("a", bytes("small"));
        String verified = backups.backUp().id();
        BucketBackups reader = builder(objects, goingOnRead()).build();

        assertThatThrownBy(() -> reader.verify(verified, Sample.all(), identity))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("Snapshot " + verified + " was deleted meanwhile");
        String restored = backups.backUp().id();
        assertThatThrownBy(() -> reader.restore(
                        restored, Optional.of(identity), new InMemoryObjects(), RestoreOptions.standard()))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("Snapshot " + restored + " was deleted meanwhile");
    }

    private ObjectStore goingOnRead() {
        return new OtherStore(memory) {
            @Override
            public InputStream open(String key) {
                if (key.startsWith(FOLDER + "data/")) {
                    memory.list(FOLDER).stream().map(StoredObject::key).forEach(memory::delete);
                }
                return super.open(key);
            }
        };
    }

    @Test
    void a_snapshot_has_all_objects_small_and_large_with_their_metadata() throws IOException {
        ObjectMetadata metadata =
                new ObjectMetadata(Map.of("content-type", "image/png"), Map.of("owner", "ann"), Map.of("team", "red"));
        objects.put("a/empty", new byte[0])
                .put("a/small", bytes("small"), metadata)
                .put("large", random(1, LARGE))
                .put("../ü 😀", bytes("nasty"));

        SnapshotReport report = backups.backUp();

        assertHas(report, objects.contents());
        assertThat(snapshot(report).entries())
                .filteredOn(entry -> entry.object().key().equals("a/small"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.metadata()).isEqualTo(metadata));
        assertThat(report.objects()).isEqualTo(4);
        assertThat(report.bytes()).isEqualTo(LARGE + 10);
        assertThat(report.added()).isEqualTo(4);
        assertThat(report.storedBytes())
                .isEqualTo(memory.list(FOLDER).stream()
                        .filter(object ->
                                object.key().contains("/data/") || object.key().contains("/segments/"))
                        .mapToLong(StoredObject::bytes)
                        .sum());
    }

    @Test
    void an_empty_bucket_has_a_snapshot_too() throws IOException {
        SnapshotReport report = backups.backUp();

        assertHas(report, Map.of());
        assertThat(backups.backUp().objects()).isZero();
    }

    @Test
    void an_unchanged_run_opens_nothing_and_uploads_nothing_but_the_manifest() throws IOException {
        objects.put("a", bytes("one")).put("b", random(1, LARGE));
        backups.backUp();
        long opens = objects.opens();
        long lists = objects.lists();
        store.uploads();
        store.opens();
        store.lists();

        SnapshotReport second = backups.backUp();

        assertThat(objects.opens()).isEqualTo(opens);
        assertThat(objects.lists()).isEqualTo(lists + 1);
        assertThat(store.uploads()).singleElement().asString().contains("/snapshots/" + second.id());
        assertThat(store.opens()).hasSize(3).noneMatch(key -> key.contains("/data/"));
        assertThat(store.lists())
                .containsExactly(
                        FOLDER + "snapshots/",
                        FOLDER + "condemned/",
                        FOLDER + "data/",
                        FOLDER + "segments/",
                        FOLDER + "DISASTER-1.md");
        assertThat(second.unchanged()).isEqualTo(2);
        assertThat(second.storedBytes()).isZero();
        assertHas(second, objects.contents());
    }

    @Test
    void what_has_changed_come_and_gone_is_counted_and_only_that_is_read() throws IOException {
        objects.put("a", bytes("one")).put("b", bytes("two")).put("c", bytes("three"));
        backups.backUp();
        long opens = objects.opens();
        objects.put("b", bytes("another")).put("d", bytes("four")).remove("a");

        SnapshotReport second = backups.backUp();

        assertThat(objects.opens()).isEqualTo(opens + 2);
        assertThat(List.of(second.unchanged(), second.added(), second.changed(), second.removed()))
                .containsExactly(1L, 1L, 1L, 1L);
        assertHas(second, objects.contents());
    }

    @Test
    void a_range_in_which_an_object_has_changed_is_not_carried_over() throws IOException {
        objects.put("a", bytes("one")).put("b", bytes("two"));
        backups.backUp();
        objects.put("b", bytes("another"));

        assertHas(backups.backUp(), objects.contents());
    }

    @Test
    void objects_that_are_gone_from_the_end_are_counted_and_not_carried_over() throws IOException {
        objects.put("a", bytes("one")).put("b", bytes("two"));
        backups.backUp();

        SnapshotReport second = objectsWithout("b");

        assertThat(second.removed()).isEqualTo(1);
        assertHas(second, objects.contents());
    }

    private SnapshotReport objectsWithout(String key) {
        objects.remove(key);
        return backups.backUp();
    }

    @Test
    void many_small_objects_share_a_pack() throws IOException {
        putMany("small/", 500);

        SnapshotReport report = backups.backUp();

        assertThat(stored("data/")).singleElement().asString().endsWith(".tar.zst.age");
        assertHas(report, objects.contents());
    }

    @Test
    void a_pack_is_closed_when_it_has_16_MiB() throws IOException {
        for (int i = 0; i < 40; i++) {
            objects.put("half a MiB/" + i, random(i, 512 * 1024));
        }

        SnapshotReport report = backups.backUp();

        assertThat(stored("data/")).hasSize(2);
        assertHas(report, objects.contents());
    }

    @Test
    void a_segment_has_10_000_entries_at_most_and_a_change_writes_only_its_own_anew() throws IOException {
        putMany("k", 25_000);
        SnapshotReport first = backups.backUp();
        List<SegmentRef> segments = snapshot(first).snapshot().segments();
        assertThat(segments).extracting(SegmentRef::objects).containsExactly(10_000, 10_000, 5_000);
        store.uploads();
        objects.put("k15000", bytes("changed"));

        SnapshotReport second = backups.backUp();

        assertThat(store.uploads())
                .hasSize(3)
                .filteredOn(key -> key.contains("/segments/"))
                .hasSize(1);
        List<SegmentRef> after = snapshot(second).snapshot().segments();
        assertThat(after).hasSize(3);
        assertThat(after.get(0)).isEqualTo(segments.get(0));
        assertThat(after.get(1)).isNotEqualTo(segments.get(1));
        assertThat(after.get(2)).isEqualTo(segments.get(2));
        assertThat(List.of(second.unchanged(), second.changed())).containsExactly(24_999L, 1L);
        assertHas(second, objects.contents());
    }

    @Test
    void a_segment_that_grows_too_large_is_cut_in_halves_with_room_in_both() throws IOException {
        putMany("k", 10_000);
        backups.backUp();
        objects.put("k05000b", bytes("one more"));

        SnapshotReport second = backups.backUp();

        assertThat(snapshot(second).snapshot().segments())
                .extracting(SegmentRef::objects)
                .containsExactly(5_000, 5_001);
        assertThat(second.objects()).isEqualTo(10_001);
    }

    @Test
    void what_is_left_of_a_segment_joins_the_next() throws IOException {
        putMany("k", 20_000);
        backups.backUp();
        for (int i = 0; i < 9_000; i++) {
            objects.remove("k%05d".formatted(i));
        }
        for (int i = 10_500; i < 18_000; i++) {
            objects.remove("k%05d".formatted(i));
        }

        SnapshotReport second = backups.backUp();

        assertThat(snapshot(second).snapshot().segments())
                .extracting(SegmentRef::objects)
                .containsExactly(3_500);
        assertThat(second.removed()).isEqualTo(16_500);
    }

    @Test
    void a_content_is_stored_once_under_however_many_keys() throws IOException {
        byte[] small = bytes("the same");
        byte[] large = random(1, LARGE);
        objects.put("a", small).put("b", small).put("c", large).put("d", large);

        SnapshotReport report = backups.backUp();

        assertThat(stored("data/")).hasSize(2);
        assertHas(report, objects.contents());
    }

    @Test
    void a_renamed_object_is_read_and_not_stored_again() throws IOException {
        objects.put("old/small", bytes("the same")).put("old/large", random(1, LARGE));
        backups.backUp();
        List<String> before = stored("data/");
        objects.put("new/small", bytes("the same")).put("new/large", random(1, LARGE));
        objects.remove("old/small").remove("old/large");

        SnapshotReport second = backups.backUp();

        assertThat(stored("data/")).isEqualTo(before);
        assertHas(second, objects.contents());
    }

    @Test
    void a_content_that_only_an_older_snapshot_has_is_not_stored_again() throws IOException {
        objects.put("a", bytes("the first"));
        backups.backUp();
        objects.put("a", bytes("the second"));
        backups.backUp();
        List<String> before = stored("data/");
        objects.put("a", bytes("the first"));

        SnapshotReport third = backups.backUp();

        assertThat(stored("data/")).isEqualTo(before);
        assertHas(third, objects.contents());
    }

    @Test
    void segments_are_read_for_contents_only_if_something_has_changed() {
        putMany("k", 20_100);
        backups.backUp();
        objects.put("k00000", bytes("the first change"));
        backups.backUp();
        store.opens();

        backups.backUp();

        assertThat(store.opens()).as("the key, a manifest and three segments").hasSize(5);
    }

    @Test
    void what_snapshots_tell_of_objects_is_sealed_to_a_manifest_key() throws IOException {
        Identity manifestKey = Identity.generate();
        BucketBackups sealed = builder(objects, store).manifestKey(manifestKey).build();
        objects.put("a secret name", bytes("one"));
        SnapshotReport first = sealed.backUp();
        long opens = objects.opens();

        SnapshotReport second = sealed.backUp();

        assertThat(objects.opens()).isEqualTo(opens);
        assertThat(stored("snapshots/")).hasSize(2).allMatch(key -> key.endsWith(".age"));
        assertThat(stored("segments/")).isNotEmpty().allMatch(key -> key.endsWith(".age"));
        assertThat(sealed.list()).containsExactly(second, first);
        assertThat(backups.unreadable()).containsExactly(second.id(), first.id());
        assertThat(StoredSnapshot.of(memory, NAME, second.id(), Optional.of(manifestKey))
                        .entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.object().key()).isEqualTo("a secret name"));
    }

    @Test
    void contents_may_be_left_unencrypted() throws IOException {
        objects.put("a", bytes("one"));

        SnapshotReport report = BucketBackups.builder(NAME)
                .source(objects)
                .store(store)
                .repositoryKey(KEY)
                .leaveUnencryptedUnsafely()
                .build()
                .backUp();

        assertThat(stored("data/")).singleElement().asString().endsWith(".tar.zst");
        assertHas(report, objects.contents());
    }

    @Test
    void snapshots_are_listed_newest_first_and_one_that_cannot_be_read_hides_no_other() throws IOException {
        Instant[] now = {Instant.parse("2026-11-28T10:00:00Z")};
        BucketBackups timed = builder(objects, store).clock(() -> now[0]).build();
        SnapshotReport first = timed.backUp();
        now[0] = now[0].plus(Duration.ofHours(6));
        SnapshotReport second = timed.backUp();
        String garbage = "20270101T000000000Z-" + "0".repeat(32);
        place(memory, FOLDER + "snapshots/" + garbage + ".json", bytes("garbage"));
        now[0] = now[0].plus(Duration.ofMinutes(5));

        assertThat(timed.list()).containsExactly(second, first);
        assertThat(timed.newest()).contains(second);
        assertThat(timed.age()).contains(Duration.ofMinutes(5));
        assertThat(timed.unreadable()).containsExactly(garbage);
        assertThat(timed.backUp().unchanged()).isZero();
    }

    @Test
    void the_backups_of_another_bucket_are_others() {
        objects.put("a", bytes("one"));
        backups.backUp();

        BucketBackups other = BucketBackups.builder("templates")
                .source(objects)
                .store(store)
                .repositoryKey(KEY)
                .encryptTo(identity.recipient())
                .build();

        assertThat(other.list()).isEmpty();
        assertThat(other.age()).isEmpty();
        assertThat(other.backUp().added()).isEqualTo(1);
    }
}
