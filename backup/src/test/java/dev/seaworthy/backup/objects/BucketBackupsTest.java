package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjects;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BucketBackupsTest {
    private static final Secret KEY = Secret.of("a repository key of 32 bytes or more");
    private static final int LARGE = 3 * 1024 * 1024;

    private final Identity identity = Identity.generate();
    private final InMemoryObjects objects = new InMemoryObjects();
    private final InMemoryObjectStore memory = new InMemoryObjectStore();
    private final WatchedStore store = new WatchedStore(memory);
    private final BucketBackups backups = backups(objects, store);

    private BucketBackups.Builder builder(ObjectSource source, ObjectStore target) {
        return BucketBackups.builder("uploads")
                .source(source)
                .store(target)
                .repositoryKey(KEY)
                .encryptTo(identity.recipient());
    }

    private BucketBackups backups(ObjectSource source, ObjectStore target) {
        return builder(source, target).build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private StoredSnapshot snapshot(SnapshotReport report) {
        return StoredSnapshot.of(memory, "uploads", report.id(), Optional.empty());
    }

    private void assertHas(SnapshotReport report, Map<String, byte[]> contents) throws IOException {
        Map<String, byte[]> stored = snapshot(report).contents(identity);

        assertThat(stored.keySet()).containsExactlyElementsOf(contents.keySet());
        stored.forEach((key, content) -> assertThat(content).as(key).isEqualTo(contents.get(key)));
    }

    private List<String> keys(String folder) {
        return memory.list("bucket/uploads/" + folder).stream()
                .map(StoredObject::key)
                .toList();
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
                .isEqualTo(memory.list("bucket/uploads/").stream()
                        .filter(object -> !object.key().contains("/snapshots/"))
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
        store.uploads();
        store.opens();
        store.lists();

        SnapshotReport second = backups.backUp();

        assertThat(objects.opens()).isEqualTo(opens);
        assertThat(store.uploads()).singleElement().asString().contains("/snapshots/" + second.id());
        assertThat(store.opens()).hasSize(2).noneMatch(key -> key.contains("/data/"));
        assertThat(store.lists())
                .containsExactly(
                        "bucket/uploads/snapshots/",
                        "bucket/uploads/condemned/",
                        "bucket/uploads/data/",
                        "bucket/uploads/segments/");
        assertThat(second.unchanged()).isEqualTo(2);
        assertThat(second.storedBytes()).isZero();
        assertHas(second, objects.contents());
    }
}
