package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Endurance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole way: PostgreSQL, pg_dump, zstd, age, S3, and back. */
@Tag("needs-pg_dump")
class PostgresBackupTest {
    private static final int ROWS = 300_000;
    /** Past what zstd has before it gives the first of it, and a part of an upload. */
    private static final long MIDDLE = 60_000_000;

    @TempDir
    static Path objects;

    private static EmbeddedS3 server;
    private static PostgresConnection database;
    private static S3Store store;

    private final Identity identity = Identity.generate();

    @BeforeAll
    static void startServers() throws Exception {
        server = EmbeddedS3.startIn(objects);
        store = S3Store.of(server.client(), server.bucket("backups"));
        database = TestPostgres.database("CREATE TABLE content AS SELECT n AS id, array_to_string(ARRAY("
                + "SELECT md5(n || '-' || m) FROM generate_series(1, 10) m), '') AS body"
                + " FROM generate_series(1, " + ROWS + ") n");
    }

    @AfterAll
    static void stopServers() throws Exception {
        server.stop();
    }

    /** As slow as 50 MB are, there and back. */
    @Test
    @Tag("endurance")
    void proves_a_backup_of_a_real_database() {
        BackupManager backups = manager(Sabotage.NONE);

        BackupReport report = backups.backUpDatabase();
        RestoreVerdict verdict =
                backups.testRestore(report.id(), identity, PostgresScratchServer.of(TestPostgres.maintenance()));

        assertThat(report.rows()).containsEntry("public.content", (long) ROWS);
        assertThat(report.storedBytes()).isGreaterThan(S3Store.PART_BYTES);
        assertThat(verdict).isInstanceOfSatisfying(Proven.class, proven -> {
            assertThat(proven.rows()).isEqualTo(ROWS);
            assertThat(proven.duration()).isGreaterThan(Duration.ZERO);
        });
        store.list("").forEach(object -> store.delete(object.key()));
    }

    /**
     * Rows that come, go and change, a sequence that moves on, a table that is emptied, and tables that come and go.
     */
    @Test
    @Tag("endurance")
    void proves_each_backup_of_a_database_that_is_written_to() {
        PostgresConnection busy = TestPostgres.database(
                "CREATE TABLE content (id serial PRIMARY KEY, body text)",
                "INSERT INTO content (body) SELECT md5(n::text) FROM generate_series(1, 20000) n",
                "CREATE TABLE queue AS SELECT generate_series(1, 100) AS id");
        BackupManager backups = BackupManager.builder()
                .store(new InMemoryObjectStore())
                .database(PostgresSource.of(busy))
                .encryptTo(identity.recipient())
                .build();

        try (Writers writers = Writers.start(busy)) {
            for (int round = 0; round < Endurance.size(3, 100); round++) {
                String id = backups.backUpDatabase().id();
                assertThat(backups.testRestore(id, identity, PostgresScratchServer.of(TestPostgres.maintenance())))
                        .isInstanceOf(Proven.class);
            }
            assertThat(writers.transactions()).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Sabotage.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void leaves_nothing_of_a_dump_that_is_stopped_in_its_middle(Sabotage sabotage) {
        BackupManager backups = manager(sabotage);

        assertThatThrownBy(backups::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("pg_dump")
                .hasMessageContaining("exit status " + sabotage.exitStatus())
                .hasMessageNotContaining(TestPostgres.PASSWORD.reveal());

        assertThat(backups.list()).isEmpty();
        assertThat(store.list("")).isEmpty();
        assertThat(uploads()).isZero();
    }

    @Test
    @Tag("endurance")
    void proves_a_backup_of_several_streams_with_the_roles_of_the_server() {
        BackupManager backups = manager(severalStreams(Sabotage.NONE));

        BackupReport report = backups.backUpDatabase();
        RestoreVerdict verdict =
                backups.testRestore(report.id(), identity, PostgresScratchServer.of(TestPostgres.maintenance()));

        assertThat(store.list("database/" + report.id() + "/rows.0001.zst.age")).hasSize(1);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Proven.class, proven -> assertThat(proven.rows()).isEqualTo(ROWS));
        assertThat(backups.verify(report.id(), identity).isIntact()).isTrue();
        assertThat(report.remarks()).isEmpty();
        assertThat(backups.globals(report.id(), identity)).contains("CREATE ROLE seaworthy;");
        store.list("").forEach(object -> store.delete(object.key()));
    }

    @ParameterizedTest
    @EnumSource(value = Sabotage.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void leaves_nothing_of_several_streams_when_one_is_stopped_in_its_middle(Sabotage sabotage) {
        BackupManager backups = manager(severalStreams(sabotage));

        assertThatThrownBy(backups::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("the rows of public.content")
                .hasMessageContaining("exit status " + sabotage.exitStatus());

        assertThat(backups.list()).isEmpty();
        assertThat(store.list("")).isEmpty();
        assertThat(uploads()).isZero();
    }

    private DatabaseSource severalStreams(Sabotage sabotage) {
        PostgresSource source =
                PostgresSource.builder(database).parallel(2, 1_000_000).build();
        return new DatabaseSource() {
            @Override
            public Dump dumpTo(OutputStream out) {
                throw new AssertionError("one stream");
            }

            @Override
            public Dump dumpTo(DumpOutput output) throws IOException {
                return source.dumpTo(new DumpOutput() {
                    @Override
                    public OutputStream dump() throws IOException {
                        return output.dump();
                    }

                    @Override
                    public OutputStream dumpWithoutRows() throws IOException {
                        return output.dumpWithoutRows();
                    }

                    @Override
                    public OutputStream rows(String table) throws IOException {
                        return sabotaged(output.rows(table), sabotage);
                    }
                });
            }

            @Override
            public String globals() {
                return source.globals();
            }
        };
    }

    private BackupManager manager(Sabotage sabotage) {
        return manager(out -> PostgresSource.of(database).dumpTo(sabotaged(out, sabotage)));
    }

    private BackupManager manager(DatabaseSource source) {
        return BackupManager.builder()
                .store(store)
                .database(source)
                .encryptTo(identity.recipient())
                .build();
    }

    private static OutputStream sabotaged(OutputStream out, Sabotage sabotage) {
        return new AtByte(out, MIDDLE, () -> {
            if (sabotage != Sabotage.NONE) {
                awaitUpload();
                sabotage.strike();
            }
        });
    }

    /** Else the test would show nothing of parts, which are sent by threads of their own. */
    private static void awaitUpload() {
        try {
            Condition.await("an upload", () -> uploads() == 1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int uploads() {
        S3Client s3 = server.client();
        return s3.listMultipartUploads(request -> request.bucket("backups"))
                .uploads()
                .size();
    }
}
