package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.SnapshotReport;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.source.DirectoryObjects;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.S3Objects;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One backup or one restore of a bucket or a folder, or nothing but what comes before. Prints the snapshot's id, then
 * seconds, and seconds of the processors, of the call, and how many objects were opened.
 */
final class BucketChild {
    private final S3Client s3 = S3Server.client(URI.create(variable("RACE_S3")), 16);
    private final Identity identity = Identity.of(Secret.of(variable("RACE_IDENTITY")));
    private final boolean isSealed;
    private final ObjectTarget target;
    private final CountedObjects source;
    private final BucketBackups backups;

    /** @param name of the backups, of which that of {@code open} ones is {@code open} */
    private BucketChild(String name, String where) {
        isSealed = !name.equals("open");
        target = objects(where);
        source = new CountedObjects(target);
        BucketBackups.Builder builder = BucketBackups.builder(name)
                .source(source)
                .store(S3Store.of(s3, S3Server.BUCKET))
                .repositoryKey(Secret.of("a key of a repository that is gone after the race"));
        backups = isSealed
                ? builder.encryptTo(identity.recipient()).build()
                : builder.leaveUnencryptedUnsafely()
                        .compression(new Compression(1, 1))
                        .build();
    }

    /** A folder by its path, or a bucket by its name. */
    private ObjectTarget objects(String where) {
        return where.startsWith("/") ? DirectoryObjects.creating(Path.of(where)) : S3Objects.of(s3, where);
    }

    /**
     * {@code start}, {@code backup}, {@code restore} or {@code warmed}, which is a backup after another one under
     * another name, then the name of the backups, and a bucket or a folder.
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        if (arguments[0].equals("warmed")) {
            new BucketChild(arguments[1] + "-before", arguments[2]).backUp();
        }
        BucketChild child = new BucketChild(arguments[1], arguments[2]);
        long cpu = ProcessorTime.ofThisProcess();
        Call call = switch (arguments[0]) {
            case "backup", "warmed" -> child.backUp();
            case "restore" -> child.restore();
            default -> new Call("none", Duration.ZERO);
        };
        double cpuSeconds = (ProcessorTime.ofThisProcess() - cpu) / 1e3;
        System.out.println(String.format(
                Locale.ROOT,
                "%s %.2f %.2f %d",
                call.id(),
                call.duration().toMillis() / 1e3,
                cpuSeconds,
                child.source.opened()));
    }

    private record Call(String id, Duration duration) {}

    private Call backUp() {
        SnapshotReport report = backups.backUp();
        if (report.remarked() > 0) {
            throw new IllegalStateException("An object was changed under the race: " + report.remarks());
        }
        return new Call(report.id(), report.duration());
    }

    private Call restore() {
        String id = backups.newest().orElseThrow().id();
        RestoreReport report =
                backups.restore(id, Optional.of(identity).filter(any -> isSealed), target, RestoreOptions.standard());
        if (!report.isComplete()) {
            throw new IllegalStateException("The restore is not complete: " + report.failures());
        }
        return new Call(id, report.duration());
    }

    private static String variable(String name) {
        return System.getenv().getOrDefault(name, "");
    }
}
