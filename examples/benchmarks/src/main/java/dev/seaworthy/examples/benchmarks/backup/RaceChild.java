package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.PostgresTarget;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One backup or one restore by a service that has made a backup before, of an empty database. Prints the backup's id,
 * then seconds, and seconds of the processors, of this process and those that it started.
 */
final class RaceChild {
    private final S3Client s3 = S3Server.client(URI.create(variable("RACE_S3")));
    private final Identity identity = Identity.of(Secret.of(variable("RACE_IDENTITY")));
    private final int port = Integer.parseInt(variable("RACE_PORT"));

    private RaceChild() {}

    /** {@code backup}, with {@code none} or a hash, or {@code restore}, with an id and a database. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        RaceChild child = new RaceChild();
        child.warmUp();
        long cpu = ProcessorTime.ofThisProcess();
        Call call =
                arguments[0].equals("backup") ? child.backUp(arguments[1]) : child.restore(arguments[1], arguments[2]);
        double cpuSeconds = (ProcessorTime.ofThisProcess() - cpu) / 1e3;
        double seconds = call.duration().toMillis() / 1e3;
        System.out.println(String.format(Locale.ROOT, "%s %.2f %.2f", call.id(), seconds, cpuSeconds));
    }

    private record Call(String id, Duration duration) {}

    private Call backUp(String hash) {
        BackupReport report = manager(source(hash)).backUpDatabase();
        return new Call(report.id(), report.duration());
    }

    /** Without the time that it took to compare what came back, which the pipeline does not. */
    private Call restore(String id, String database) {
        RestoreVerdict.Proven proven =
                manager(source("none")).restore(id, identity, PostgresTarget.of(connection(database)));
        return new Call(id, proven.restoring());
    }

    private void warmUp() {
        BackupManager manager = manager(new BareDump(port, "template1"));
        manager.verify(manager.backUpDatabase().id(), identity);
    }

    private DatabaseSource source(String hash) {
        return hash.equals("none")
                ? new BareDump(port, "postgres")
                : PostgresSource.builder(connection("postgres"))
                        .hash(RowHash.valueOf(hash))
                        .build();
    }

    private PostgresConnection connection(String database) {
        return new PostgresConnection("127.0.0.1", port, database, "postgres", Secret.of("none"));
    }

    private BackupManager manager(DatabaseSource source) {
        return BackupManager.builder()
                .store(S3Store.of(s3, S3Server.BUCKET))
                .database(source)
                .encryptTo(identity.recipient())
                .build();
    }

    private static String variable(String name) {
        return System.getenv().getOrDefault(name, "");
    }
}
