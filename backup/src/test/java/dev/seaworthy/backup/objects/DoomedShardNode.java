package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.S3Objects;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.core.schedule.cluster.ClusterJobs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A node in a process of its own, which begins a backup and stands still at one object, to be killed there. */
final class DoomedShardNode {
    private static final int SHARDS = 4;
    private static final int PAGE = 5;

    private DoomedShardNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(arguments[0]);
        S3Client s3 = EmbeddedS3.builder(Integer.parseInt(arguments[1]))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        OtherObjects doomed = new OtherObjects(S3Objects.of(s3, "source")) {
            @Override
            public ObjectContent open(String key) {
                while (key.equals(arguments[2])) {
                    LockSupport.park();
                }
                return super.open(key);
            }
        };
        ShardedBackup sharded = sharded(doomed, s3, arguments[3]);
        ClusterJobs jobs = jobs(dataSource, sharded);
        jobs.start();
        sharded.begin(jobs);
        new CountDownLatch(1).await(3, TimeUnit.MINUTES); // by then, whoever started it has killed it
        System.exit(1);
    }

    static ShardedBackup sharded(ObjectSource source, S3Client s3, String recipient) {
        return ShardedBackup.of(backups(BucketFixture.NAME, source, s3, recipient), SHARDS, PAGE);
    }

    static BucketBackups backups(String name, ObjectSource source, S3Client s3, String recipient) {
        return BucketBackups.builder(name)
                .source(source)
                .store(S3Store.of(s3, "backups"))
                .repositoryKey(BucketFixture.KEY)
                .encryptTo(Recipient.of(recipient))
                .build();
    }

    static ClusterJobs jobs(DataSource dataSource, ShardedBackup sharded) {
        return ClusterJobs.builder(dataSource)
                .job(sharded.shards())
                .threads(2)
                .heartbeat(Duration.ofSeconds(2))
                .poll(Duration.ofMillis(200))
                .createTable()
                .build();
    }
}
