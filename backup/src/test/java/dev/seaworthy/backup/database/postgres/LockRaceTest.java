package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.postgres.program.ClientProgram;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.backup.database.postgres.program.PgDump;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LockRaceTest {
    private static final String LOST = "pg_dump: error: query failed: ERROR:  canceling statement due to statement"
            + " timeout\npg_dump: detail: Query was: LOCK TABLE public.queue IN ACCESS SHARE MODE";

    private final AtomicInteger attempts = new AtomicInteger();

    /** The program of the first attempt waits until a truncation waits for the snapshot. */
    @Test
    @Tag("needs-pg_dump")
    @Tag("endurance")
    void a_dump_begins_anew_behind_a_truncation_that_came_between_its_locks(@TempDir Path folder) throws Exception {
        PostgresConnection database =
                TestPostgres.database("CREATE TABLE queue AS SELECT generate_series(1, 100) AS id");
        Path held = folder.resolve("held");
        Path go = folder.resolve("go");
        PostgresSource source = PostgresSource.builder(database)
                .programs(new ClientPrograms(List.of(program(folder, held, go))))
                .build();
        Thread truncation = new Thread(() -> TestPostgres.execute(database, "TRUNCATE queue"));
        Thread director = new Thread(() -> direct(database, held, go, truncation));
        director.start();

        Dump dump = source.dumpTo(OutputStream.nullOutputStream());

        director.join();
        truncation.join();
        assertThat(go).exists();
        assertThat(dump.rows()).containsEntry("public.queue", 0L);
    }

    /** Begun before the change is committed, an instant would see none of the rows that the change has copied. */
    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE queue ALTER id TYPE bigint", "TRUNCATE queue"})
    @Tag("needs-pg_dump")
    void a_dump_begins_anew_behind_whoever_rewrote_a_table_before_its_lock(String change) throws Exception {
        PostgresConnection database =
                TestPostgres.database("CREATE TABLE queue AS SELECT generate_series(1, 100) AS id");
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute(change);
            }
            Thread director = new Thread(() -> {
                try {
                    Condition.await("a dump that waits for its locks", () -> isWaitingToRead(database));
                    other.commit();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            director.start();

            Dump dump = PostgresSource.of(database).dumpTo(OutputStream.nullOutputStream());

            director.join();
            assertThat(dump.rows()).containsEntry("public.queue", change.startsWith("ALTER") ? 100L : 0L);
        }
    }

    private static boolean isWaitingToRead(PostgresConnection database) throws Exception {
        try (Connection connection = database.connect()) {
            return new Rows(connection)
                    .text("SELECT count(*) = 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessShareLock'")
                    .equals("t");
        }
    }

    /** As with {@code pg_dump --jobs}, whose workers get no lock behind somebody who waits for the first. */
    @Test
    @Tag("needs-pg_dump")
    void a_change_that_waits_ends_a_dump_of_several_streams_whose_rows_begin_late(@TempDir Path folder)
            throws Exception {
        PostgresConnection database =
                TestPostgres.database("CREATE TABLE queue AS SELECT generate_series(1, 10000) AS id");
        Path held = folder.resolve("held");
        Path go = folder.resolve("go");
        PostgresSource source = PostgresSource.builder(database)
                .programs(new ClientPrograms(List.of(program(folder, held, go, "*--data-only*"))))
                .parallel(2, 1)
                .build();
        InMemoryObjectStore store = new InMemoryObjectStore();
        BackupManager backups = BackupManager.builder()
                .store(store)
                .database(source)
                .encryptTo(Identity.generate().recipient())
                .build();
        Thread change = new Thread(() -> TestPostgres.execute(database, "ALTER TABLE queue ADD COLUMN more int"));
        Thread director = new Thread(() -> {
            try {
                Condition.await("the definitions", () -> Files.exists(folder.resolve("ended")));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            direct(database, held, go, change);
        });
        director.start();

        assertThatThrownBy(backups::backUpDatabase)
                .hasMessageContaining("Could not dump the rows of public.queue")
                .hasMessageContaining("Somebody waits to change or empty a table of the dump")
                .hasMessageContaining("Back up when no migration runs");

        director.join();
        change.join();
        assertThat(store.list("")).isEmpty();
        assertThat(store.discardUploads("", Instant.MAX)).isZero();
    }

    private static Path program(Path folder, Path held, Path go) throws IOException {
        return program(folder, held, go, "*");
    }

    /** Holds those whose arguments are like this. */
    private static Path program(Path folder, Path held, Path go, String arguments) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        ClientProgram real =
                ClientPrograms.ofThisMachine().find(PgDump.NAME, 15).orElseThrow();
        Files.writeString(bin.resolve(PgDump.NAME), """
                #!/bin/sh
                case "$*" in
                  --version) ;;
                  %s) touch %s; while [ ! -e %s ]; do sleep 0.01; done ;;
                  *) %s "$@"; status=$?; touch %s; exit $status ;;
                esac
                exec %s "$@"
                """.formatted(
                        arguments, held, go, real.path(), folder.resolve("ended"), real.path()));
        Files.setPosixFilePermissions(bin.resolve(PgDump.NAME), PosixFilePermissions.fromString("rwx------"));
        return bin;
    }

    private static void direct(PostgresConnection database, Path held, Path go, Thread truncation) {
        try {
            Condition.await("the program", () -> Files.exists(held));
            truncation.start();
            Condition.await("a truncation that waits", () -> isWaiting(database));
            Files.createFile(go);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isWaiting(PostgresConnection database) throws Exception {
        try (Connection connection = database.connect()) {
            return new Rows(connection)
                    .text("SELECT count(*) = 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
                            + " AND relation = 'queue'::regclass")
                    .equals("t");
        }
    }

    /** The fingerprint is taken long before, and the session that holds the instant is idle. */
    @Test
    @Tag("needs-pg_dump")
    void a_program_that_begins_late_finds_the_instant_whatever_the_default_for_idle_sessions(@TempDir Path folder)
            throws Exception {
        PostgresConnection database = TestPostgres.database(
                "CREATE TABLE content AS SELECT 1 AS id",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = 200',"
                        + " current_database()); END $$");
        Path held = folder.resolve("held");
        Path go = folder.resolve("go");
        PostgresSource source = PostgresSource.builder(database)
                .programs(new ClientPrograms(List.of(program(folder, held, go))))
                .build();
        Thread director = new Thread(() -> {
            try {
                Condition.await("the program", () -> Files.exists(held));
                Condition.await("a session that is idle for long, or ended", () -> isIdleOrEnded(database));
                Files.createFile(go);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        director.start();

        Dump dump = source.dumpTo(OutputStream.nullOutputStream());

        director.join();
        assertThat(dump.rows()).containsEntry("public.content", 1L);
    }

    private static boolean isIdleOrEnded(PostgresConnection database) throws Exception {
        try (Connection connection = database.connect()) {
            return new Rows(connection)
                    .text("SELECT coalesce(bool_and(state = 'idle in transaction'"
                            + " AND state_change < clock_timestamp() - interval '500 ms'), true) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                    .equals("t");
        }
    }

    @Test
    void gives_up_at_last() {
        DumpException lost = new DumpException(LOST, null);

        assertThatThrownBy(() -> new LockRace(output -> fail(lost)).run(nowhere()))
                .isInstanceOf(DumpException.class)
                .hasCause(lost)
                .hasMessageStartingWith("Somebody waits to change or empty a table of the dump")
                .hasMessageEndingWith(LOST);

        assertThat(attempts).hasValue(LockRace.ATTEMPTS);
    }

    @Test
    void begins_no_dump_anew_of_which_something_is_written() {
        DumpException lost = new DumpException(LOST, null);
        LockRace race = new LockRace(output -> {
            output.dump().write(1);
            return fail(lost);
        });
        LockRace rows = new LockRace(output -> {
            output.rows("public.large").write(new byte[1]);
            return fail(lost);
        });

        assertThatThrownBy(() -> race.run(nowhere())).hasCause(lost);
        assertThatThrownBy(() -> rows.run(nowhere())).hasCause(lost);

        assertThat(attempts).hasValue(2);
    }

    @Test
    void begins_no_dump_anew_that_failed_otherwise() {
        DumpException other = new DumpException("pg_dump: error: query failed: FATAL: x\nQuery was: COPY", null);

        assertThatThrownBy(() -> new LockRace(output -> fail(other)).run(nowhere()))
                .isSameAs(other);

        assertThat(attempts).hasValue(1);
    }

    @Test
    @Tag("needs-pg_dump")
    void begins_anew_when_a_table_was_dropped_before_its_lock() throws Exception {
        PostgresConnection database = TestPostgres.database("CREATE TABLE kept AS SELECT 1 AS id");
        LockRace race = new LockRace(output -> {
            if (attempts.incrementAndGet() == 1) {
                try (Connection connection = database.connect()) {
                    new Rows(connection).text("SELECT * FROM gone");
                }
            }
            return PostgresSource.of(database).dumpTo(output);
        });

        assertThat(race.run(nowhere()).rows()).containsOnlyKeys("public.kept");
        assertThat(attempts).hasValue(2);
    }

    @Test
    void begins_no_dump_anew_whose_query_failed_otherwise() {
        SQLException other = new SQLException("no lock", "55P03");
        LockRace race = new LockRace(output -> {
            attempts.incrementAndGet();
            throw other;
        });

        assertThatThrownBy(() -> race.run(nowhere())).isSameAs(other);
        assertThat(attempts).hasValue(1);
    }

    private static DumpOutput nowhere() {
        return new DumpOutput() {
            @Override
            public OutputStream dump() {
                return OutputStream.nullOutputStream();
            }

            @Override
            public OutputStream rows(String table) {
                return OutputStream.nullOutputStream();
            }
        };
    }

    private Dump fail(DumpException failure) {
        attempts.incrementAndGet();
        throw failure;
    }
}
