package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.core.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What several streams at once are worth: a backup of four tables of one size into a folder, compressed, sealed and
 * fingerprinted, and its restore, by one stream, two and four. All in turn.
 */
public final class ParallelDump {
    private static final int ROUNDS = 3;
    private static final int TABLES = 4;
    private static final List<Integer> STREAMS = List.of(1, 2, 4);

    private ParallelDump() {}

    /**
     * Of so many rows in each table as the argument says, 1,000,000 without one; {@code pg_dump} and {@code pg_restore}
     * are those on the path.
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        int rows = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            create(connection, rows);
            for (int round = 1; round <= ROUNDS; round++) {
                say("round %d of %d tables of %d rows", round, TABLES, rows);
                for (int streams : STREAMS) {
                    run(server.getPort(), streams);
                }
            }
        }
    }

    private static void create(Connection connection, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int table = 1; table <= TABLES; table++) {
                statement.execute("CREATE TABLE content_" + table
                        + " AS SELECT n AS id, md5(n::text) AS a, now() AS b, random() AS c,"
                        + " repeat(md5((n % 1000)::text), 3) AS d FROM generate_series(1, " + rows + ") n");
                statement.execute("ALTER TABLE content_" + table + " ADD PRIMARY KEY (id)");
            }
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void run(int port, int streams) throws IOException {
        PostgresConnection connection =
                new PostgresConnection("127.0.0.1", port, "postgres", "postgres", Secret.of("none"));
        Identity identity = Identity.generate();
        Path folder = Files.createTempDirectory("parallel-dump-");
        try {
            BackupManager backups = BackupManager.builder()
                    .store(DirectoryStore.of(folder))
                    .database(PostgresSource.builder(connection)
                            .parallel(streams, 1_000_000)
                            .build())
                    .encryptTo(identity.recipient())
                    .build();
            BackupReport report = backups.backUpDatabase();
            RestoreVerdict verdict = backups.testRestore(report.id(), identity, PostgresScratchServer.of(connection));
            say(
                    "  %d at once: backup %.2f s, of which the fingerprint ran %.2f s; %d MB, stored %d MB; %s",
                    streams,
                    report.duration().toNanos() / 1e9,
                    report.hashing().toNanos() / 1e9,
                    report.plainBytes() / 1_000_000,
                    report.storedBytes() / 1_000_000,
                    told(verdict));
        } finally {
            delete(folder);
        }
    }

    private static String told(RestoreVerdict verdict) {
        return verdict instanceof RestoreVerdict.Proven proven
                ? String.format(
                        Locale.ROOT, "restore %.2f s", proven.restoring().toNanos() / 1e9)
                : verdict.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
