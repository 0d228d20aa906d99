package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conservation of rows: counted by each id, not by sums. */
@Tag("endurance")
@ParameterizedClass
@EnumSource
class ArchiveEnduranceTest {
    private static final int ROWS = Endurance.size(100_000, 500_000);
    private static final int KILLS = Endurance.size(3, 10);
    private static final String LOCK_OWNER = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final PostgresServer server;
    private final TestDatabase database;

    ArchiveEnduranceTest(PostgresServer server) {
        this.server = server;
        database = server.database();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    /**
     * Of one archive one works at a time; of disjoint ones all; and overlapping ones are kept apart by row locks alone.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"status = 'published'", "status = 'published' AND id % 4 = #", "status = 'published' AND # = #"})
    void four_movers_and_four_writers_lose_double_and_hurry_no_row(String predicate) throws Exception {
        try (Writers writers = Writers.over(database, ROWS).start()) {
            AtomicBoolean ended = new AtomicBoolean();
            AtomicLong moved = new AtomicLong();
            ExecutorService movers = Executors.newFixedThreadPool(4);
            List<Future<?>> runs = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                ArchiveMover mover = mover(predicate.replace("#", String.valueOf(n)));
                runs.add(movers.submit(() -> {
                    while (!ended.get()) {
                        moved.addAndGet(mover.run(database.dataSource()).moved());
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                }));
            }
            await(() -> moved.get() > ROWS / 10);
            ended.set(true);
            for (Future<?> run : runs) {
                run.get();
            }
            movers.shutdown();
            writers.stop();

            finish(database.dataSource());
            writers.prove(database);
        }
    }

    @Test
    void a_mover_whose_connection_is_ended_again_and_again_loses_no_row() throws Exception {
        try (Writers writers = Writers.over(database, ROWS).start()) {
            int kills = 0;
            AtomicLong moved = new AtomicLong();
            while (kills < KILLS) {
                long before = moved.get();
                try {
                    Content.mover()
                            .batchSize(1000)
                            .listener(progress -> {
                                if (moved.addAndGet(1000) > before + 5000) {
                                    database.query("SELECT pg_terminate_backend(pid) FROM (" + LOCK_OWNER + ") owner");
                                }
                            })
                            .build()
                            .run(database.dataSource());
                } catch (DatabaseException e) {
                    kills++;
                }
            }
            writers.stop();
            finish(database.dataSource());
            writers.prove(database);
        }
    }

    @Test
    void a_mover_whose_process_is_killed_again_and_again_loses_no_row(@TempDir Path folder) throws Exception {
        try (Writers writers = Writers.over(database, ROWS).start()) {
            for (int kill = 0; kill < KILLS; kill++) {
                String before = archived();
                Process process = MoverProcess.start(database.url(), folder.resolve("log"));
                try {
                    await(() -> !archived().equals(before));
                    assertThat(process.isAlive()).isTrue();
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            writers.stop();
            finish(database.dataSource());
            writers.prove(database);
        }
    }

    /** SIGKILL of a backend makes the server end all others and recover from its log. */
    @Test
    void a_server_that_crashes_again_and_again_loses_no_row(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres own = server.builder(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            DataSource source = own.getPostgresDatabase();
            fill(source);
            int crashes = 0;
            while (crashes < KILLS) {
                try {
                    ArchiveMover mover = Content.mover()
                            .batchSize(500)
                            .listener(progress -> {
                                if (progress.batches() == 7) {
                                    killBackend(source);
                                }
                            })
                            .build();
                    mover.run(source);
                } catch (DatabaseException e) {
                    crashes++;
                    await(() -> isUp(source));
                }
            }
            finish(source);

            assertThat(one(
                            source,
                            "SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(id) FROM content_archive"))
                    .isEqualTo(ROWS + " " + ROWS + " " + (ROWS * (ROWS + 1L) / 2));
            assertThat(one(source, "SELECT count(*) FROM content")).isEqualTo("0");
            assertThat(one(source, "SELECT count(*) FROM content_archive WHERE body <> md5(id::text)"))
                    .isEqualTo("0");
        }
    }

    /** The baseline: what the tests above would see of a mover that loses rows. */
    @Test
    void the_story_s_two_statements_lose_rows_under_the_same_writers() throws Exception {
        String eligible = " WHERE created_at < '" + Content.CUT_OFF + "' AND status = 'published'";
        try (Writers writers = Writers.over(database, ROWS).oneRowAtATime().start()) {
            for (int run = 0; run < 20; run++) {
                database.execute(
                        "INSERT INTO content_archive SELECT * FROM content" + eligible,
                        "DELETE FROM content" + eligible);
            }
            writers.stop();

            assertThat(writers.lost(database)).isPositive();
        }
    }

    private static ArchiveMover mover(String predicate) {
        return Content.mover(Content.archive().where(predicate).build())
                .batchSize(1000)
                .maxDuration(Duration.ofSeconds(5))
                .build();
    }

    /** The lock of a mover that died is free as soon as the server has noticed. */
    private static void finish(DataSource source) {
        await(() -> Content.mover().build().run(source).isDone());
    }

    private String archived() {
        return database.one("SELECT count(*) FROM content_archive");
    }

    private static void fill(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE content (id bigint, status text, created_at timestamptz, body text)");
            statement.execute(
                    "INSERT INTO content SELECT i, 'published', timestamptz '2023-01-01' + i * interval '1 second',"
                            + " md5(i::text) FROM generate_series(1, " + ROWS + ") i");
            statement.execute("CREATE INDEX ON content (created_at)");
            statement.execute("CREATE TABLE content_archive (LIKE content)");
        }
    }

    private static void killBackend(DataSource source) {
        long pid = Long.parseLong(one(source, LOCK_OWNER));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static boolean isUp(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String one(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("end of the wait").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
