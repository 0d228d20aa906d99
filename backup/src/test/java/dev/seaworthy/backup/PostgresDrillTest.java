package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.drill.DrillHistory;
import dev.seaworthy.backup.drill.DrillRecord;
import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.RunNow;
import dev.seaworthy.core.schedule.cluster.ClusterJobs;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills of a real database, in real stores, by jobs of several nodes. */
class PostgresDrillTest {
    private final Identity identity = Identity.generate();

    @Test
    @Tag("needs-pg_dump")
    void keeps_its_history_beside_the_backups_in_s3() throws Exception {
        EmbeddedS3 server = EmbeddedS3.start();
        try {
            assertThatOneDrillIsKept(S3Store.of(server.client(), server.bucket("backups")));
        } finally {
            server.stop();
        }
    }

    @Test
    @Tag("needs-pg_dump")
    void keeps_its_history_beside_the_backups_in_a_folder(@TempDir Path folder) {
        assertThatOneDrillIsKept(DirectoryStore.of(folder));
    }

    private void assertThatOneDrillIsKept(ObjectStore store) {
        BackupManager backups =
                backups(TestPostgres.database("CREATE TABLE content AS SELECT generate_series(1, 100) AS id"), store);
        BackupReport report = backups.backUpDatabase();

        DrillRecord drilled = drill(backups, store).run();

        assertThat(drilled.verdict())
                .isInstanceOfSatisfying(
                        Proven.class,
                        proven -> assertThat(proven.proof().rows()).isEqualTo(100));
        DrillHistory history = DrillHistory.of(store);
        assertThat(history.newest(9)).containsExactly(drilled);
        assertThat(history.lastProven()).hasValueSatisfying(proven -> {
            assertThat(proven.id()).isEqualTo(report.id());
            assertThat(proven.age()).isBetween(drilled.duration(), Duration.ofMinutes(1));
        });
        assertThat(backups.list()).containsExactly(report);
    }

    /** Rows that come, go and change, sequences that move on, tables that are emptied, that come and go. */
    @Test
    @Tag("needs-pg_dump")
    @Tag("endurance")
    void raises_no_false_alarm_while_writers_write() {
        PostgresConnection busy = TestPostgres.database(
                "CREATE TABLE content (id serial PRIMARY KEY, body text)",
                "INSERT INTO content (body) SELECT md5(n::text) FROM generate_series(1, 20000) n",
                "CREATE TABLE queue AS SELECT generate_series(1, 100) AS id");
        int rounds = Endurance.size(20, 200);
        ObjectStore store = new InMemoryObjectStore();
        BackupManager backups = backups(busy, store);
        RestoreDrill drill = drill(backups, store);

        try (Writers writers = Writers.start(busy)) {
            for (int round = 0; round < rounds; round++) {
                String id = backups.backUpDatabase().id();

                assertThat(drill.run().verdict())
                        .as("round %d", round)
                        .isInstanceOfSatisfying(
                                Proven.class,
                                proven -> assertThat(proven.backup().id()).isEqualTo(id));
                store.delete("database/" + id + "/dump.zst.age");
            }
            assertThat(writers.transactions()).isGreaterThan(10L * rounds);
        }
        assertThat(drill.history().newest(rounds + 1)).hasSize(rounds);
    }

    /** Both are due at once: core's jobs let one of them run. */
    @Test
    void two_nodes_drill_once() throws Exception {
        InMemoryObjectStore store = new InMemoryObjectStore();
        InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a");
        BackupManager backups = BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(identity.recipient())
                .build();
        backups.backUpDatabase();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger begins = new AtomicInteger();
        RestoreDrill drill = RestoreDrill.builder()
                .backups(backups)
                .store(store)
                .identity(identity)
                .scratch(locale -> {
                    begins.incrementAndGet();
                    begun.countDown();
                    awaited(go);
                    return database.create(locale);
                })
                .build();
        Job nightly = Job.named("restore-drill").cron("30 3 * * *").run(drill::runOrThrow);

        try (TestDatabase table = PostgresServer.NEWEST.database();
                ClusterJobs one = node(table, nightly);
                ClusterJobs other = node(table, nightly)) {
            one.start();
            other.start();
            assertThat(one.runNow("restore-drill")).isEqualTo(RunNow.STARTED);
            begun.await();
            assertThat(other.runNow("restore-drill")).isEqualTo(RunNow.ALREADY_RUNNING);
            go.countDown();
            Condition.await(
                    "the end of the run",
                    () -> other.list().get(0).lastSuccess().isPresent());
        }

        assertThat(begins).hasValue(1);
        assertThat(DrillHistory.of(store).newest(9)).hasSize(1);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClusterJobs node(TestDatabase table, Job job) {
        return ClusterJobs.builder(table.dataSource())
                .job(job)
                .createTable()
                .poll(Duration.ofMillis(100))
                .build();
    }

    private BackupManager backups(PostgresConnection database, ObjectStore store) {
        return BackupManager.builder()
                .store(store)
                .database(PostgresSource.of(database))
                .encryptTo(identity.recipient())
                .build();
    }

    private RestoreDrill drill(BackupManager backups, ObjectStore store) {
        return RestoreDrill.builder()
                .backups(backups)
                .store(store)
                .identity(identity)
                .scratch(PostgresScratchServer.of(TestPostgres.maintenance()))
                .build();
    }
}
