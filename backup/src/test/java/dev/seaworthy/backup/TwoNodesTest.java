package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Aside;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes with one store: at once, and with clocks an hour apart. */
@Timeout(90)
class TwoNodesTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Identity identity = Identity.generate();
    private final InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a", "b");

    /** Where the backups are. */
    enum Place {
        MEMORY,
        FOLDER,
        BUCKET
    }

    private BackupManager node(ObjectStore store, DatabaseSource source, Instant now) {
        return BackupManager.builder()
                .store(store)
                .database(source)
                .encryptTo(identity.recipient())
                .abandonedAfter(Duration.ofHours(2))
                .clock(() -> now)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void what_two_nodes_do_at_once_is_all_there(Place place, @TempDir Path folder) throws Exception {
        EmbeddedS3 server = EmbeddedS3.start();
        try {
            ObjectStore store = place == Place.MEMORY
                    ? new InMemoryObjectStore()
                    : place == Place.FOLDER
                            ? DirectoryStore.of(folder)
                            : S3Store.of(server.client(), server.bucket("b-" + UUID.randomUUID()));
            List<BackupManager> nodes = List.of(node(store, database, NOON), node(store, database, NOON));

            List<CompletableFuture<BackupReport>> runs = IntStream.range(0, 16)
                    .mapToObj(run -> Aside.call(() -> nodes.get(run % 2).backUpDatabase()))
                    .toList();
            List<String> ids =
                    runs.stream().map(run -> run.join().id()).sorted().toList();

            assertThat(new HashSet<>(ids)).hasSize(16);
            assertThat(nodes.get(0).list()).extracting(BackupReport::id).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(nodes.get(1).newest()).map(BackupReport::id).contains(ids.get(15));
            assertThat(ids).allMatch(id -> nodes.get(1).verify(id, identity).isIntact());
        } finally {
            server.stop();
        }
    }

    /** In the midst of one run, its uploads and its first object there, another node sweeps. */
    @ParameterizedTest
    @ValueSource(ints = {-60, 0, 60})
    void a_sweep_of_another_node_leaves_a_run_that_goes_on_alone(int minutes) {
        Instant[] storeTime = {NOON};
        InMemoryObjectStore store = new InMemoryObjectStore(() -> storeTime[0], 100);
        BackupManager other = node(store, database, NOON.plus(Duration.ofMinutes(minutes + 59)));
        BackupManager node = node(
                new OtherStore(store) {
                    @Override
                    public Upload upload(String key) {
                        if (key.endsWith("manifest.json")) { // the dump's objects are there, and no manifest
                            assertThat(other.backUpDatabase()).isNotNull();
                        }
                        return super.upload(key);
                    }
                },
                out -> {
                    var dump = database.dumpTo(out);
                    byte[] noise = new byte[1000];
                    new Random(1).nextBytes(noise);
                    out.write(noise);
                    other.backUpDatabase(); // uploads are under way
                    return dump;
                },
                NOON);

        BackupReport report = node.backUpDatabase();

        assertThat(store.list("database/" + report.id() + "/dump")).hasSizeGreaterThan(5);
        assertThat(node.verify(report.id(), identity).isIntact()).isTrue();
        assertThat(node.list()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void the_newest_is_the_one_of_the_latest_clock_and_its_age_tells_that_clocks_differ(int minutes) {
        InMemoryObjectStore store = new InMemoryObjectStore(() -> NOON, Long.MAX_VALUE);
        BackupManager right = node(store, database, NOON);
        BackupReport first = right.backUpDatabase();
        BackupReport wrong =
                node(store, database, NOON.plus(Duration.ofMinutes(minutes))).backUpDatabase();

        assertThat(right.newest()).contains(minutes > 0 ? wrong : first);
        assertThat(right.age()).contains(minutes > 0 ? Duration.ofHours(-1) : Duration.ZERO);
        assertThat(right.list()).hasSize(2);
        assertThat(List.of(first, wrong))
                .allMatch(report -> right.testRestore(report.id(), identity, new InMemoryDatabase())
                        .isProven());
    }

    @Test
    void a_clock_that_goes_back_in_a_run_costs_no_backup() {
        Instant[] now = {NOON};
        BackupManager node = BackupManager.builder()
                .store(new InMemoryObjectStore())
                .database(out -> {
                    now[0] = NOON.minus(Duration.ofHours(1));
                    return database.dumpTo(out);
                })
                .encryptTo(identity.recipient())
                .clock(() -> now[0])
                .build();

        BackupReport report = node.backUpDatabase();

        assertThat(report.createdAt()).isEqualTo(NOON);
        assertThat(report.duration()).isEqualTo(Duration.ofHours(-1));
        assertThat(node.verify(report.id(), identity).isIntact()).isTrue();
    }

    /** Each object that a store has after a backup, each with a bit changed, and each missing. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_bit_changed_or_one_object_missing_is_a_clear_error_for_each_object(boolean missing) throws IOException {
        InMemoryObjectStore store = new InMemoryObjectStore(() -> NOON, 120);
        BackupManager node = node(store, database, NOON);
        BackupReport report = node.backUpDatabase();
        List<StoredObject> objects = store.list("");
        assertThat(objects).hasSizeGreaterThan(4);

        for (StoredObject object : objects) {
            byte[] whole = read(store, object.key());
            for (int position : missing ? new int[] {0} : new int[] {0, whole.length / 2, whole.length - 1}) {
                store.delete(object.key());
                if (!missing) {
                    byte[] changed = whole.clone();
                    changed[position] ^= 1;
                    write(store, object.key(), changed);
                }
                assertTold(node, report.id(), object.key(), position);
                store.delete(object.key());
                write(store, object.key(), whole);
            }
        }
        assertThat(node.verify(report.id(), identity).isIntact()).isTrue();
        assertThat(node.backUpDatabase()).isNotNull();
    }

    private void assertTold(BackupManager node, String id, String key, int position) {
        if (key.endsWith("DISASTER-2.md")) {
            assertThat(node.verify(id, identity).isIntact()).isTrue();
        } else if (key.contains("/dump")) {
            assertThat(node.verify(id))
                    .isInstanceOfSatisfying(
                            Verification.Failed.class,
                            failed -> assertThat(failed.message()).contains(key));
            assertThat(node.testRestore(id, identity, new InMemoryDatabase()).isProven())
                    .isFalse();
        } else {
            assertThatThrownBy(() -> node.verify(id, identity))
                    .as("byte %s", position)
                    .isInstanceOfAny(BackupException.class, StoreException.class)
                    .hasMessageContaining(id);
        }
    }

    private static byte[] read(ObjectStore store, String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private static void write(ObjectStore store, String key, byte[] content) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(content);
            upload.stream().close();
            upload.commit();
        }
    }
}
