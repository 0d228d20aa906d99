package dev.seaworthy.docs.snippets;

import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.BucketEvent;
import dev.seaworthy.backup.objects.SnapshotReport;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.S3Objects;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.core.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
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
}
