package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.core.Secret;
import dev.seaworthy.testkit.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL 13, the oldest that backups are made of: its binaries are for this platform alone. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@Tag("needs-pg_dump")
class Version13Test {
    private static EmbeddedPostgres server;
    private static PostgresConnection database;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = EmbeddedPostgres.builder()
                .setPgBinaryResolver(PostgresServer.binaries("thirteen"))
                .setOverrideWorkingDirectory(folder.toFile())
                .start();
        TestPostgres.execute(connection("postgres"), "CREATE DATABASE nasty");
        database = connection("nasty");
        TestPostgres.execute(
                database,
                NastySchema.STATEMENTS.stream()
                        .map(Version13Test::withoutInfiniteNumerics)
                        .toArray(String[]::new));
    }

    /** A numeric may be infinite from 14 on. */
    private static String withoutInfiniteNumerics(String sql) {
        return sql.replace("('Infinity', 'Infinity', '-Infinity',", "(-1, 'Infinity', '-Infinity',");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void is_dumped_by_newer_programs() throws IOException {
        Dump dump = PostgresSource.of(database).dumpTo(OutputStream.nullOutputStream());

        assertThat(dump.server()).startsWith("PostgreSQL 13.");
        assertThat(dump.tool()).doesNotStartWith("pg_dump 13");
    }

    @ParameterizedTest
    @EnumSource(RowHash.class)
    void comes_back_on_13(RowHash hash) {
        assertProven(hash, connection("postgres"));
    }

    @ParameterizedTest
    @EnumSource(RowHash.class)
    void comes_back_on_15(RowHash hash) {
        assertProven(hash, TestPostgres.maintenance());
    }

    private static void assertProven(RowHash hash, PostgresConnection scratch) {
        Identity identity = Identity.generate();
        BackupManager backups = BackupManager.builder()
                .store(new InMemoryObjectStore())
                .database(PostgresSource.builder(database).hash(hash).build())
                .encryptTo(identity.recipient())
                .build();

        BackupReport report = backups.backUpDatabase();
        RestoreVerdict verdict = backups.testRestore(report.id(), identity, PostgresScratchServer.of(scratch));

        assertThat(verdict).isInstanceOfSatisfying(Proven.class, proven -> {
            assertThat(proven.tables()).isEqualTo(NastySchema.TABLES);
            assertThat(proven.rows()).isGreaterThan(500);
        });
    }

    private static PostgresConnection connection(String name) {
        return new PostgresConnection("127.0.0.1", server.getPort(), name, "postgres", Secret.of("none"));
    }
}
