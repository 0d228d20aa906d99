package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.LockingS3;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** Pruning in buckets: one that keeps versions and locks, and one that knows neither. */
class S3PruneTest {
    private static final RetentionPolicy LAST_ONE =
            RetentionPolicy.keep().last(1).unproven().build();

    private final InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a", "b");
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");

    private BackupManager manager(ObjectStore store) {
        return BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(Identity.generate().recipient())
                .clock(() -> now)
                .build();
    }

    private String backUp(BackupManager backups) {
        now = now.plus(Duration.ofHours(1));
        return backups.backUpDatabase().id();
    }

    @Test
    void a_locked_bucket_keeps_until_the_lock_is_over_and_then_has_versions_left() throws Exception {
        try (LockingS3 server = new LockingS3(() -> now);
                S3Client client = EmbeddedS3.builder(server.port())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            BackupManager backups = manager(S3Store.builder(client, LockingS3.BUCKET)
                    .objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(35))
                    .clock(() -> now)
                    .build());
            String old = backUp(backups);
            String lawful = backUp(backups);
            String newest = backUp(backups);

            assertThat(backups.planPrune(LAST_ONE).decisions().get(2).reasons())
                    .extracting(Object::toString)
                    .containsExactly("locked until 2026-12-29T10:00:00Z");
            assertThat(backups.prune(LAST_ONE).pruned()).isEmpty();

            now = now.plus(Duration.ofDays(36));
            server.holdByLaw(Manifests.dumpKey(lawful));
            PruneReport report = backups.prune(LAST_ONE);
            assertThat(report.plan().decisions().get(1).reasons())
                    .extracting(Object::toString)
                    .containsExactly("locked until somebody lifts it");
            assertThat(report.pruned()).singleElement().satisfies(gone -> {
                assertThat(gone.id()).isEqualTo(old);
                assertThat(gone.hiddenVersions()).isEqualTo(OptionalInt.of(2));
            });
            assertThat(backups.list()).extracting(BackupReport::id).containsExactly(newest, lawful);
            assertThat(server.versions(Manifests.manifestKey(old))).hasSize(1);
        }
    }

    @Test
    void a_bucket_without_versions_and_locks_is_pruned() throws Exception {
        EmbeddedS3 server = EmbeddedS3.start();
        try {
            S3Store store = S3Store.of(server.client(), server.bucket("backups"));
            BackupManager backups = manager(store);
            String old = backUp(backups);
            String held = backUp(backups);
            String newest = backUp(backups);
            backups.holds().pin(held, "before the migration, \u00e4");

            assertThat(backups.prune(LAST_ONE).pruned()).singleElement().satisfies(gone -> {
                assertThat(gone.id()).isEqualTo(old);
                assertThat(gone.hiddenVersions()).isEqualTo(OptionalInt.of(0));
            });
            assertThat(backups.list()).extracting(BackupReport::id).isEqualTo(List.of(newest, held));
            assertThat(store.list("database/" + old)).isEmpty();
            assertThat(store.lockedUntil("no/such/object")).isEmpty();
        } finally {
            server.stop();
        }
    }
}
