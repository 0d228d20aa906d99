package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjects;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Timeout;

/** A bucket and a store in memory, and what tests ask of them. */
@Timeout(60)
abstract class BucketFixture {
    static final String NAME = "uploads";
    static final String FOLDER = "bucket/uploads/";
    static final Secret KEY = Secret.of("a repository key of 32 bytes or more");
    static final int LARGE = 3 * 1024 * 1024;

    final Identity identity = Identity.generate();
    final InMemoryObjects objects = new InMemoryObjects();
    final InMemoryObjectStore memory = new InMemoryObjectStore(this::time, Long.MAX_VALUE);
    final WatchedStore store = new WatchedStore(memory);
    final BucketBackups backups = builder(objects, store).build();

    /** By the clock of the store. */
    Instant time() {
        return InstantSource.system().instant();
    }

    BucketBackups.Builder builder(ObjectSource source, ObjectStore target) {
        return BucketBackups.builder(NAME)
                .source(source)
                .store(target)
                .repositoryKey(KEY)
                .encryptTo(identity.recipient());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Small objects {@code prefix00000} and so on, each of another content. */
    void putMany(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            objects.put("%s%05d".formatted(prefix, i), bytes(prefix + " content " + i));
        }
    }

    StoredSnapshot snapshot(SnapshotReport report) {
        return StoredSnapshot.of(memory, NAME, report.id(), Optional.empty());
    }

    /** That all of it comes out of the store as it is. */
    void assertHas(SnapshotReport report, Map<String, byte[]> contents) throws IOException {
        Map<String, byte[]> stored = snapshot(report).contents(identity);

        assertThat(stored.keySet()).containsExactlyElementsOf(contents.keySet());
        stored.forEach((key, content) -> assertThat(content).as(key).isEqualTo(contents.get(key)));
    }

    /** What is stored in a folder of the bucket's backups. */
    List<String> stored(String folder) {
        return memory.list(FOLDER + folder).stream().map(StoredObject::key).toList();
    }

    /** Places something in the store, as others do. */
    static void place(ObjectStore target, String key, byte[] content) throws IOException {
        try (var upload = target.upload(key)) {
            try (var out = upload.stream()) {
                out.write(content);
            }
            upload.commit();
        }
    }
}
