package dev.seaworthy.backup;

import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.drill.DrillRecord;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backs a database up, drills, and writes down what came of it: for a JVM of little memory. */
final class ManyRows {
    private ManyRows() {}

    public static void main(String[] arguments) throws IOException {
        PostgresConnection server = connection(arguments[0], "postgres", arguments[2], arguments[3]);
        PostgresConnection database = connection(arguments[0], arguments[1], arguments[2], arguments[3]);
        DirectoryStore store = DirectoryStore.of(Path.of(arguments[4]));
        Identity identity = Identity.generate();
        BackupManager backups = BackupManager.builder()
                .store(store)
                .database(PostgresSource.of(database))
                .encryptTo(identity.recipient())
                .build();

        BackupReport report = backups.backUpDatabase();
        DrillRecord drilled = RestoreDrill.builder()
                .backups(backups)
                .store(store)
                .identity(identity)
                .scratch(PostgresScratchServer.of(server))
                .build()
                .runOrThrow();

        Files.write(
                Path.of(arguments[5]),
                List.of(
                        String.valueOf(report.rows()),
                        "backup " + report.duration() + ", hashing beside it " + report.hashing(),
                        report.plainBytes() + " bytes, stored " + report.storedBytes(),
                        "drill " + drilled.duration() + ", restore "
                                + drilled.recoveryTime().orElseThrow(),
                        drilled.verdict().toString(),
                        "heap " + Runtime.getRuntime().maxMemory()));
    }

    private static PostgresConnection connection(String port, String name, String user, String password) {
        return new PostgresConnection("127.0.0.1", Integer.parseInt(port), name, user, Secret.of(password));
    }
}
