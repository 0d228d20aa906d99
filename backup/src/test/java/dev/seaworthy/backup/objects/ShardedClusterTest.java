package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.S3Objects;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryObjects;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.testkit.ChildJvm;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Two processes with one PostgreSQL and one S3 server, one of which is killed amid its shard. */
@Timeout(180)
class ShardedClusterTest {
    private static final int MANY = 60;

    private final TestDatabase database = PostgresServer.NEWEST.database();
    private final Identity identity = Identity.generate();
    private final Map<String, byte[]> contents = new TreeMap<>();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private EmbeddedS3 server;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedS3.start();
        server.bucket("source");
        server.bucket("backups");
        for (int i = 0; i < MANY; i++) {
            contents.put("photos/%c/%03d".formatted('a' + i % 4, i), BucketFixture.random(i, 4096));
        }
        contents.forEach((key, content) -> server.client()
                .putObject(request -> request.bucket("source").key(key), RequestBody.fromBytes(content)));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        database.close();
    }

    @Test
    void a_shard_whose_node_is_killed_is_taken_over_and_nothing_of_others_read_again() throws Exception {
        S3Client s3 = server.client();
        S3Store store = S3Store.of(s3, "backups");
        String recipient = identity.recipient().publicKey();
        OtherObjects watched = new OtherObjects(S3Objects.of(s3, "source")) {
            @Override
            public ObjectContent open(String key) {
                opened.add(key);
                return super.open(key);
            }
        };
        ShardedBackup sharded = DoomedShardNode.sharded(watched, s3, recipient);
        try (ChildJvm child = ChildJvm.start(
                        DoomedShardNode.class,
                        database.url(),
                        String.valueOf(server.port()),
                        "photos/c/030",
                        recipient);
                Jobs jobs = DoomedShardNode.jobs(database.dataSource(), sharded)) {
            Condition.await(
                    "all shards but one",
                    () -> sharded.progress()
                            .filter(progress -> progress.ended() == 3 && progress.underWay() == 1)
                            .isPresent());
            jobs.start();
            assertThat(sharded.progress().orElseThrow().shards()).isEqualTo(4);
            child.kill();

            Condition.await(
                    "the snapshot",
                    () -> !store.list("bucket/uploads/snapshots/").isEmpty());
            Condition.await("the end", () -> jobs.list().isEmpty());
        }
        assertThat(Set.copyOf(opened))
                .hasSizeLessThan(MANY / 2)
                .contains("photos/c/030")
                .allMatch(key -> key.compareTo("photos/b") > 0 && key.compareTo("photos/e") < 0);
        assertThat(store.list("bucket/uploads/runs/")).isEmpty();
        BucketBackups joined = DoomedShardNode.backups(BucketFixture.NAME, watched, s3, recipient);
        BucketBackups plain = DoomedShardNode.backups("plain", watched, s3, recipient);
        String id = joined.newest().orElseThrow().id();
        assertThat(entries(store, BucketFixture.NAME, id))
                .isEqualTo(entries(store, "plain", plain.backUp().id()));
        InMemoryObjects restored = new InMemoryObjects();
        assertThat(joined.restore(
                                id,
                                Optional.of(identity),
                                restored,
                                RestoreOptions.builder().build())
                        .isComplete())
                .isTrue();
        assertThat(restored.contents().keySet()).containsExactlyElementsOf(contents.keySet());
        restored.contents()
                .forEach((key, content) -> assertThat(content).as(key).isEqualTo(contents.get(key)));
    }

    private static List<List<Object>> entries(S3Store store, String name, String id) {
        return StoredSnapshot.of(store, name, id, Optional.empty()).entries().stream()
                .map((Entry entry) -> List.<Object>of(entry.object(), entry.metadata(), entry.content()))
                .toList();
    }
}
