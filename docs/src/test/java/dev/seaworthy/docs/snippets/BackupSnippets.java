package dev.seaworthy.docs.snippets;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.PruneReport;
import dev.seaworthy.backup.RestoreCheck;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.Verification;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.PostgresTarget;
import dev.seaworthy.backup.database.postgres.PostgresTls;
import dev.seaworthy.backup.drill.DrillHistory;
import dev.seaworthy.backup.drill.DrillRecord;
import dev.seaworthy.backup.drill.ProvenBackup;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.retention.Mark;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.schedule.Job;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.StorageClass;

final class BackupSnippets {
    private BackupSnippets() {}

    static RestoreVerdict inMemory() {
        InMemoryDatabase database = new InMemoryDatabase().insert("orders", "order 1", "order 2");
        Identity identity = Identity.generate();
        BackupManager backups = BackupManager.builder()
                .store(new InMemoryObjectStore())
                .database(database)
                .encryptTo(identity.recipient())
                .build();

        BackupReport report = backups.backUpDatabase();
        RestoreVerdict verdict = backups.testRestore(report.id(), identity, database);
        return verdict;
    }

    static BackupReport backUp(Secret password, Path authorities, ObjectStore store, Recipient recipient) {
        PostgresConnection connection = new PostgresConnection("db.internal", 5432, "contentmax", "backup", password)
                .withTls(PostgresTls.verified(authorities));
        BackupManager backups = BackupManager.builder()
                .store(store)
                .database(PostgresSource.of(connection))
                .encryptTo(recipient)
                .build();
        BackupReport report = backups.backUpDatabase();
        return report;
    }

    static PostgresSource large(PostgresConnection connection) {
        PostgresSource large = PostgresSource.builder(connection).parallel(4).build();
        return large;
    }

    static String roles(BackupManager backups, String id, Identity identity) {
        String roles = backups.globals(id, identity);
        return roles;
    }

    static RestoreTarget parallel(PostgresConnection empty) {
        RestoreTarget target = PostgresTarget.builder(empty).parallel(4).build();
        return target;
    }

    static S3Store locked(S3Client s3) {
        S3Store store = S3Store.builder(s3, "contentmax-backups")
                .storageClass(StorageClass.GLACIER_IR)
                .kmsKey("alias/backups")
                .objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(35))
                .expectedBucketOwner("123456789012")
                .build();
        return store;
    }

    static List<Verification> watched(
            ObjectStore store, DatabaseSource database, Identity identity, MeterRegistry registry, String id) {
        Recipient recipient = identity.recipient();
        BackupManager watched = BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(recipient)
                .listener(event -> log(event.id(), event))
                .metrics(registry)
                .build();
        Verification stored = watched.verify(id); // without a key: the stored bytes
        Verification opened = watched.verify(id, identity); // and what they hold
        return List.of(stored, opened);
    }

    private static void log(String id, Object told) {
        LoggerFactory.getLogger(BackupSnippets.class).info("{}: {}", id, told);
    }

    static PostgresSource supabase(PostgresConnection connection) {
        PostgresSource source = PostgresSource.supabase(connection).toBuilder()
                .include("auth", "storage")
                .build();
        return source;
    }

    static ScratchServer prepared(PostgresConnection elsewhere) {
        ScratchServer server = PostgresScratchServer.of(elsewhere)
                .preparedBy(
                        "CREATE SCHEMA extensions",
                        "CREATE SCHEMA auth",
                        "CREATE TABLE auth.users (id uuid PRIMARY KEY)");
        return server;
    }

    static RestoreVerdict prove(
            BackupManager backups, BackupReport report, Identity identity, PostgresConnection elsewhere) {
        RestoreVerdict verdict = backups.testRestore(
                report.id(),
                identity,
                PostgresScratchServer.of(elsewhere),
                RestoreCheck.of(
                        "no order is without a customer", "SELECT count(*) FROM orders WHERE customer IS NULL", "0"));
        return verdict;
    }

    static Job nightly(
            BackupManager backups,
            ObjectStore store,
            Identity identity,
            PostgresConnection elsewhere,
            MeterRegistry registry) {
        RestoreDrill drill = RestoreDrill.builder()
                .backups(backups)
                .store(store)
                .identity(identity)
                .scratch(PostgresScratchServer.of(elsewhere))
                .check(RestoreCheck.of("there are orders", "SELECT count(*) > 0 FROM orders", "t"))
                .newestWithin(Duration.ofHours(26))
                .metrics(registry)
                .build();
        Job nightly = Job.named("restore-drill")
                .cron("30 3 * * *")
                .timeout(Duration.ofHours(4))
                .run(drill::runOrThrow);
        return nightly;
    }

    static Optional<Duration> history(ObjectStore store) {
        DrillHistory history = DrillHistory.of(store);
        for (DrillRecord drilled : history.newest(30)) {
            log(drilled.id(), drilled.verdict().summary());
        }
        Optional<Duration> age = history.lastProven().map(ProvenBackup::age);
        return age;
    }

    static PruneReport prune(BackupManager backups) {
        RetentionPolicy policy = RetentionPolicy.keep()
                .last(3)
                .hourly(8)
                .daily(7)
                .weekly(4)
                .monthly(12)
                .yearly(2)
                .within(Duration.ofDays(2))
                .zone(ZoneId.of("Europe/Berlin"))
                .build();
        log("the plan", backups.planPrune(policy)); // deletes nothing
        PruneReport pruned = backups.prune(policy);
        return pruned;
    }

    static List<Mark> marks(BackupManager backups, String id) {
        Mark pin = backups.holds().pin(id, "before the migration to version 5");
        Mark hold = backups.holds().hold(id, "case 2026/17");
        List<Mark> marks = backups.holds().list();
        backups.holds().release(pin);
        log(id, hold);
        return marks;
    }

    static RestoreVerdict.Proven restore(
            BackupManager backups, BackupReport report, Identity identity, PostgresConnection empty) {
        RestoreVerdict.Proven restored = backups.restore(report.id(), identity, PostgresTarget.of(empty));
        return restored;
    }

    static RestoreTarget replacing(PostgresConnection connection, Path privateFolder) {
        RestoreTarget target = PostgresTarget.builder(connection)
                .replaceContentsOf("contentmax")
                .jobs(4, privateFolder)
                .build();
        return target;
    }

    static RestoreVerdict spoiled(BackupManager backups, BackupReport report, Identity identity) {
        InMemoryDatabase server =
                new InMemoryDatabase().answer("SELECT count(*) FROM orders WHERE customer IS NULL", "0");
        server.changeRowsInNextRestore();
        RestoreVerdict verdict = backups.testRestore(report.id(), identity, server); // Differs
        return verdict;
    }
}
