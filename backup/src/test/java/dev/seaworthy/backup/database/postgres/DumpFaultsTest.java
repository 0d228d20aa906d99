package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.FailingOutput;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults while the dump and the fingerprint are both under way: of a table that takes a while to hash. */
@Tag("needs-pg_dump")
@Timeout(60)
class DumpFaultsTest {
    private static final String HASHING =
            "application_name = 'seaworthy-backup' AND query LIKE 'SELECT count(*), %' AND state = 'active'"
                    + " AND backend_type = 'client backend'";

    private static PostgresConnection database;

    @BeforeAll
    static void create() {
        database = TestPostgres.database("CREATE TABLE content AS SELECT generate_series(1, 3000000) AS id");
    }

    @Test
    void ends_the_dump_when_the_connection_of_the_snapshot_is_cut() {
        AtFirstWrite cutting = new AtFirstWrite(() -> {
            awaitTheFingerprint();
            TestPostgres.execute(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + HASHING);
            awaitTheEndOfTheFingerprint();
        });

        assertThatThrownBy(() -> PostgresSource.of(database).dumpTo(cutting))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("terminating connection due to administrator command");

        assertThat(cutting.size()).as("bytes of the dump").isLessThan(5_000_000);
        assertThatNothingRuns();
    }

    @Test
    void ends_the_fingerprint_when_the_dump_is_killed() {
        OutputStream killing = new AtFirstWrite(() -> {
            awaitTheFingerprint();
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("/pg_dump"))
                    .forEach(ProcessHandle::destroyForcibly);
        });

        assertThatThrownBy(() -> PostgresSource.of(database).dumpTo(killing))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("exit status 137");

        assertThatNothingRuns();
    }

    @Test
    void ends_both_when_the_store_fails() {
        IOException full = new IOException("no space left");

        assertThatThrownBy(() -> PostgresSource.of(database).dumpTo(new FailingOutput(full)))
                .isSameAs(full);

        assertThatNothingRuns();
    }

    @Test
    void ends_both_when_its_thread_is_interrupted() {
        Thread dumping = Thread.currentThread();
        OutputStream interrupting = new AtFirstWrite(() -> {
            awaitTheFingerprint();
            dumping.interrupt();
        });

        assertThatThrownBy(() -> PostgresSource.of(database).dumpTo(interrupting))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThatNothingRuns();
    }

    private void awaitTheFingerprint() {
        await("the fingerprint", "SELECT count(*) = 1 FROM pg_stat_activity WHERE " + HASHING);
    }

    private void awaitTheEndOfTheFingerprint() {
        try {
            Condition.await("the end of the fingerprint", () -> !threads().contains("seaworthy-fingerprint"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private void assertThatNothingRuns() {
        await(
                "the end of all sessions",
                "SELECT count(*) = 0 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().command().orElse("").endsWith("/pg_dump")))
                .isEmpty();
        assertThat(threads()).doesNotContain("seaworthy-fingerprint");
    }

    private void await(String what, String sql) {
        try {
            Condition.await(what, () -> holds(sql));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean holds(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            return new Rows(connection).text(sql).equals("t");
        }
    }
}
