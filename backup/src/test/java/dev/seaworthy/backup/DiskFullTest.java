package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.core.Secret;
import dev.seaworthy.testkit.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scratch server that may not write files of the size that a table takes. */
@Tag("needs-pg_dump")
@Tag("needs-prlimit")
class DiskFullTest {
    private static final String TABLES_FIT = "unlimited";
    private static final String WAL_FITS = "20000000";

    @TempDir
    Path folder;

    private Path data;

    @Test
    void fails_the_restore_leaves_nothing_and_works_again() throws Exception {
        try (EmbeddedPostgres server = PostgresServer.OLDEST
                .builder(folder)
                .setDataDirectoryCustomizer(this::keep)
                .start()) {
            PostgresConnection database =
                    new PostgresConnection("127.0.0.1", server.getPort(), "postgres", "postgres", Secret.of("none"));
            ask(server, "CREATE TABLE content AS SELECT repeat(n::text, 60) AS body FROM generate_series(1, 80000) n");
            Identity identity = Identity.generate();
            BackupManager backups = BackupManager.builder()
                    .store(new InMemoryObjectStore())
                    .database(PostgresSource.of(database))
                    .encryptTo(identity.recipient())
                    .build();
            String id = backups.backUpDatabase().id();

            limit(WAL_FITS);
            RestoreVerdict verdict = backups.testRestore(id, identity, PostgresScratchServer.of(database));

            assertThat(verdict).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.where()).isEqualTo(Step.RESTORE);
                assertThat(failed.message()).contains("could not extend file", "Check free disk space");
            });
            assertThat(ask(server, "SELECT string_agg(datname, ',') FROM pg_database WHERE datname LIKE 'seaworthy%'"))
                    .isNull();

            limit(TABLES_FIT);
            assertThat(backups.testRestore(id, identity, PostgresScratchServer.of(database))
                            .isProven())
                    .isTrue();
        }
    }

    private void keep(File created) {
        data = created.toPath();
    }

    private void limit(String bytes) throws IOException, InterruptedException {
        String server = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        int status = new ProcessBuilder("prlimit", "--pid", server, "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet answer = statement.getResultSet()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }
}
