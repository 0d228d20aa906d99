package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bucket after a backup whose thread was interrupted. */
class InterruptedBackupTest {
    private static EmbeddedS3 server;
    private static String bucket;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedS3.start();
        bucket = server.bucket("interrupted");
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void holds_no_parts_of_its_dump() {
        assertFails(InterruptedBackupTest::interruptedDump, InstantSource.system());

        assertThat(server.client()
                        .listMultipartUploads(request -> request.bucket(bucket))
                        .uploads())
                .isEmpty();
    }

    /** Some more than a part, of what no compression makes smaller. */
    private static Dump interruptedDump(OutputStream out) throws IOException {
        byte[] noise = new byte[S3Store.PART_BYTES + 1_000_000];
        new Random(5).nextBytes(noise);
        out.write(noise);
        Thread.currentThread().interrupt();
        throw new DumpException("interrupted", null);
    }

    /** Whose manifest may have been sent when the interrupt came: the dump stays till a run after the grace. */
    @Test
    void lists_no_backup_whose_manifest_was_interrupted_and_removes_its_dump_later() {
        AtomicBoolean started = new AtomicBoolean();
        InstantSource interruptsAtTheEnd = () -> {
            if (started.getAndSet(true)) {
                Thread.currentThread().interrupt();
            }
            return Instant.EPOCH;
        };

        S3Store store = S3Store.of(server.client(), bucket);
        BackupManager backups = manager(store, new InMemoryDatabase(), interruptsAtTheEnd);
        assertThatThrownBy(backups::backUpDatabase).isInstanceOf(BackupException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(backups.list()).isEmpty();
        Instant later = Instant.EPOCH.plus(Duration.ofDays(2));
        String next = manager(store, new InMemoryDatabase(), () -> later)
                .backUpDatabase()
                .id();
        assertThat(backups.list()).extracting(BackupReport::id).containsExactly(next);
        assertThat(store.list("database/1970010"))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.key()).contains(next));
        store.list("").forEach(object -> store.delete(object.key()));
    }

    private static BackupManager manager(S3Store store, DatabaseSource database, InstantSource clock) {
        return BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(Identity.generate().recipient())
                .clock(clock)
                .build();
    }

    private static void assertFails(DatabaseSource database, InstantSource clock) {
        S3Store store = S3Store.of(server.client(), bucket);
        BackupManager backups = manager(store, database, clock);

        assertThatThrownBy(backups::backUpDatabase).isInstanceOf(BackupException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.list("")).isEmpty();
    }
}
