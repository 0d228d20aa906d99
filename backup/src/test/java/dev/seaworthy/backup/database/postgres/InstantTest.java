package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One instant, however long the fingerprint takes; and its end, however long it would take. */
@Tag("needs-pg_dump")
@Tag("endurance")
@Timeout(120)
class InstantTest {
    private static final String HASHING = "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database()"
            + " AND state = 'active' AND query LIKE 'SELECT count(*), %FROM ONLY \"public\".\"a\"%'";

    @Test
    void sees_nothing_of_what_is_written_before_a_table_is_its_turn() throws IOException {
        PostgresConnection database = TestPostgres.database(
                "CREATE TABLE a AS SELECT generate_series(1, 3000000) AS id", "CREATE TABLE z AS SELECT 1 AS id");
        OutputStream writing = new AtFirstWrite(() -> {
            await(database, HASHING);
            TestPostgres.execute(database, "INSERT INTO z VALUES (2)");
        });

        assertThat(PostgresSource.of(database).dumpTo(writing).rows()).containsEntry("public.z", 1L);
    }

    /** By the session of the snapshot and by pg_dump: nobody drops it before its turn. */
    @Test
    void holds_a_table_before_it_is_its_turn() throws IOException {
        PostgresConnection database = TestPostgres.database(
                "CREATE TABLE a AS SELECT generate_series(1, 3000000) AS id", "CREATE TABLE z AS SELECT 1 AS id");
        StringBuilder held = new StringBuilder();
        OutputStream looking = new AtFirstWrite(() -> {
            await(database, HASHING);
            held.append(ask(
                    database,
                    "SELECT count(DISTINCT pid) FROM pg_locks WHERE relation = 'z'::regclass AND granted"
                            + " AND mode = 'AccessShareLock'"));
        });

        Dump dump = PostgresSource.of(database).dumpTo(looking);

        assertThat(held.toString()).isEqualTo("2");
        assertThat(dump.rows()).containsEntry("public.z", 1L);
    }

    /** Else both would wait a minute for the lock of somebody else. */
    @Test
    @Timeout(45)
    void ends_a_fingerprint_that_waits_when_the_dump_is_killed() throws Exception {
        PostgresConnection database = TestPostgres.database("CREATE SEQUENCE numbers");
        CountDownLatch over = new CountDownLatch(1);
        Thread holder = new Thread(() -> hold(database, over));
        holder.start();
        await(
                database,
                "SELECT count(*) = 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock'"
                        + " AND relation = 'numbers'::regclass AND granted");
        Thread killer = new Thread(() -> {
            await(database, "SELECT count(*) = 2 FROM pg_locks WHERE relation = 'numbers'::regclass AND NOT granted");
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("/pg_dump"))
                    .forEach(ProcessHandle::destroyForcibly);
        });
        killer.start();

        assertThatThrownBy(() -> PostgresSource.of(database).dumpTo(OutputStream.nullOutputStream()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("exit status 137");

        await(
                database,
                "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND query LIKE 'SELECT last_value, is_called FROM \"public\".\"numbers\"'");
        killer.join();
        over.countDown();
        holder.join();
    }

    private static void hold(PostgresConnection database, CountDownLatch over) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("DROP SEQUENCE numbers");
            over.await();
            connection.rollback();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(PostgresConnection database, String sql) {
        try {
            Condition.await(sql, () -> ask(database, sql).equals("t"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(PostgresConnection database, String sql) {
        try (Connection connection = database.connect()) {
            return new Rows(connection).text(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
