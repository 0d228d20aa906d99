package dev.seaworthy.docs.snippets;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.BucketEvent;
import dev.seaworthy.backup.objects.PruneReport;
import dev.seaworthy.backup.objects.ShardProgress;
import dev.seaworthy.backup.objects.ShardedBackup;
import dev.seaworthy.backup.objects.SnapshotReport;
import dev.seaworthy.backup.objects.references.ReferenceCheck;
import dev.seaworthy.backup.objects.references.ReferenceReport;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.KeyFilter;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.source.DirectoryObjects;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.S3Objects;
import dev.seaworthy.backup.objects.source.SupabaseObjects;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.cluster.ClusterJobs;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import software.amazon.awssdk.services.s3.S3Client;

final class BucketBackupSnippets {
    private BucketBackupSnippets() {}

    static SnapshotReport backUp(S3Client s3, S3Client backupS3, Secret repositoryKey, Recipient recipient) {
        BucketBackups uploads = BucketBackups.builder("user-uploads")
                .source(S3Objects.of(s3, "user-uploads"))
                .store(S3Store.of(backupS3, "contentmax-backups"))
                .repositoryKey(repositoryKey)
                .encryptTo(recipient)
                .build();
        SnapshotReport report = uploads.backUp();
        return report;
    }

    interface Bar {
        void show(long objects, long bytesPerSecond, Optional<Duration> remaining);
    }

    static Optional<Duration> watch(
            ObjectSource source,
            ObjectStore store,
            Secret repositoryKey,
            Recipient recipient,
            MeterRegistry registry,
            Bar bar) {
        BucketBackups watched = BucketBackups.builder("user-uploads")
                .source(source)
                .store(store)
                .repositoryKey(repositoryKey)
                .encryptTo(recipient)
                .metrics(registry)
                .logEvery(Duration.ofMinutes(1))
                .listener(event -> {
                    if (event instanceof BucketEvent.Progressed progressed) {
                        bar.show(progressed.objects(), progressed.bytesPerSecond(), progressed.remaining());
                    }
                })
                .build();
        Optional<Duration> age = watched.age();
        return age;
    }

    static final class Uploads {
        private final ShardedBackup sharded;
        private final Jobs jobs;

        Uploads(BucketBackups uploads, DataSource dataSource) {
            sharded = ShardedBackup.of(uploads, 16);
            jobs = ClusterJobs.builder(dataSource)
                    .job(sharded.shards())
                    .job(Job.named("backup-uploads").cron("0 */6 * * *").run(this::begin))
                    .table(TableName.of("backup_jobs"))
                    .threads(2)
                    .createTable()
                    .build();
        }

        void begin() {
            sharded.begin(jobs);
        }

        Optional<ShardProgress> progress() {
            return sharded.progress();
        }
    }

    static void sources(S3Client s3, URI project, Secret serviceKey) {
        ObjectSource uploads = S3Objects.builder(s3, "user-uploads")
                .prefix("avatars/")
                .readTags()
                .build();
        ObjectSource supabase = SupabaseObjects.of(project, serviceKey, "user-uploads");
        ObjectTarget folder = DirectoryObjects.creating(Path.of("restored", "user-uploads"));
    }

    static RestoreReport restore(BucketBackups uploads, String id, Identity identity, ObjectTarget bucket) {
        RestoreOptions invoices =
                RestoreOptions.builder().only(KeyFilter.prefix("invoices/")).build();
        RestoreReport report = uploads.restore(id, Optional.of(identity), bucket, invoices);
        return report;
    }

    static BucketVerification verify(BucketBackups uploads, String id, Identity identity) {
        BucketVerification anyone = uploads.verify(id, Sample.share(0.05));
        BucketVerification proof = uploads.verify(id, Sample.all(), identity);
        return proof;
    }

    static ReferenceReport compare(BucketBackups uploads, SnapshotReport snapshot, DataSource restoredDatabase) {
        ReferenceCheck check = ReferenceCheck.of(
                restoredDatabase, "SELECT name, created_at FROM storage.objects WHERE bucket_id = 'user-uploads'");
        ReferenceReport agreement = check.compare(
                uploads.entries(snapshot.id(), ""), snapshot.createdAt().minus(Duration.ofHours(1)));
        return agreement;
    }

    static PruneReport prune(BucketBackups uploads) {
        RetentionPolicy policy =
                RetentionPolicy.keep().last(3).daily(7).weekly(4).monthly(12).build();
        PruneReport wouldBe = uploads.planPrune(policy);
        PruneReport report = uploads.prune(policy);
        return report;
    }
}
