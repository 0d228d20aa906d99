package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Condition;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlowIndexTest {
    private static final String INDEXING =
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'CREATE INDEX slow_index%'";

    /** The rows lie in the dump, larger than what a pipe holds, and the program reads none of them. */
    @Test
    @Tag("needs-pg_dump")
    @Timeout(120)
    void an_interrupt_ends_a_restore_that_builds_an_index_for_hours() throws Exception {
        Identity identity = Identity.generate();
        PostgresConnection database = TestPostgres.database(
                "CREATE FUNCTION slow(n bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN"
                        + " IF current_database() LIKE 'seaworthy_scratch%' THEN PERFORM pg_sleep(10); END IF;"
                        + " RETURN n; END $$",
                "CREATE TABLE large AS SELECT n::bigint, repeat('x', 500) AS t FROM generate_series(1, 5000) n",
                "CREATE TABLE small AS SELECT n::bigint, repeat('x', 500) AS t FROM generate_series(1, 1000) n",
                "CREATE INDEX slow_index ON large (slow(n))");
        BackupManager backups = BackupManager.builder()
                .store(new InMemoryObjectStore())
                .database(
                        PostgresSource.builder(database).parallel(2, 1_000_000).build())
                .encryptTo(identity.recipient())
                .build();
        String id = backups.backUpDatabase().id();
        long databases = TestPostgres.databases();
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread restoring = new Thread(() -> told.set(catchThrowable(
                () -> backups.testRestore(id, identity, PostgresScratchServer.of(TestPostgres.maintenance())))));
        restoring.start();
        Condition.await("the index", () -> TestPostgres.count(INDEXING) == 1);

        restoring.interrupt();
        restoring.join();

        assertThat(told.get()).isInstanceOf(BackupException.class).hasMessageContaining("its thread was interrupted");
        assertThat(TestPostgres.databases()).isEqualTo(databases);
        assertThat(TestPostgres.count(INDEXING)).isZero();
    }
}
