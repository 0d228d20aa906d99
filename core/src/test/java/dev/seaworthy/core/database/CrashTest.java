package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Grant.Privilege;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.Supabase;
import dev.seaworthy.testkit.ChildJvm;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import dev.seaworthy.testkit.TestSupabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wherever an apply is cut off, the next one ends what it began. */
class CrashTest extends DatabaseTest {
    private static final Index STATUS =
            Index.named("idx_status").on("content").columns("status").build();

    CrashTest(PostgresServer server) {
        super(server);
    }

    /** All kinds of changes, for a child process too. */
    static DatabaseSetup everything() {
        return DatabaseSetup.builder()
                .index(STATUS)
                .index(Index.named("idx_other")
                        .on("content")
                        .columns("user_id")
                        .where("id > 0")
                        .build())
                .index(Index.named("idx_part").on("part").columns("id").build())
                .withoutIndex("idx_old")
                .rowLevelSecurity(Supabase.ownRows("content", "user_id"))
                .rowLevelSecurity(Supabase.ownRows("part", "user_id"))
                .sessionDefaults(SessionDefaults.ofDatabase()
                        .statementTimeout(Duration.ofMinutes(1))
                        .build())
                .grant(Grant.onTable("content", "authenticated", Privilege.SELECT, Privilege.INSERT))
                .grant(Grant.onTable("content", "anon").andNothingElse())
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.01).build())
                .build();
    }

    @BeforeEach
    void createTables() {
        createTables(database);
    }

    private static void createTables(TestDatabase database) {
        TestSupabase.install(database);
        database.execute(
                "CREATE TABLE content (id int PRIMARY KEY, user_id uuid, status text)",
                "INSERT INTO content SELECT i, gen_random_uuid(), 'draft' FROM generate_series(1, 100) i",
                "GRANT SELECT ON content TO anon",
                "CREATE INDEX idx_other ON content (user_id)",
                "CREATE INDEX idx_old ON content (user_id, status)",
                "CREATE TABLE part (id int, user_id uuid, at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE TABLE part_b PARTITION OF part FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
                "CREATE INDEX idx_status ON content (status)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_status'::regclass");
    }

    @Test
    @Tag("endurance")
    void the_session_is_ended_after_each_statement_in_turn() {
        int moments = new CutOffRuns(server, everything(), CrashTest::createTables)
                .each(Endurance.size(4, 1), (fresh, moment) -> {
                    assertThat(leftovers(fresh)).as(moment).isEmpty();
                    assertThat(grants(fresh)).as(moment).isEqualTo("t f");
                });

        assertThat(moments).as("the statements at which it was cut off").isGreaterThan(15);
    }

    @Test
    void the_session_is_ended_in_the_middle_of_a_concurrent_build() throws Exception {
        database.execute("DROP INDEX idx_status");
        DatabaseSetup setup = DatabaseSetup.builder().index(STATUS).build();
        DatabasePlan plan = plan(setup);
        Thread applier = new Thread(() -> assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> setup.apply(plan, database.dataSource())));
        try (Connection writer = writing()) {
            applier.start();
            awaitBuild();

            database.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%'");
            applier.join();
            writer.rollback();
        }
        assertThat(database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid"))
                .isNotEmpty();

        converge(setup);
        assertThat(leftovers(database)).isEmpty();
    }

    @Test
    void the_process_is_killed_in_the_middle_of_a_concurrent_build() throws Exception {
        try (Connection writer = writing();
                ChildJvm child = ChildJvm.start(ApplyInChild.class, database.url())) {
            awaitBuild();
            child.kill();
            // the server looks after its client every two seconds, and frees what the session held
            Condition.await(
                    "the session to end",
                    () -> !database.query(
                                    "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%INDEX CONC%' AND state = 'active' AND pid <> pg_backend_pid()")
                            .contains("1"));
            writer.rollback();
        }

        converge(everything(), "*");
        assertThat(leftovers(database)).isEmpty();
    }

    /** What runs in the child process. */
    static final class ApplyInChild {
        public static void main(String[] arguments) {
            org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
            source.setUrl(arguments[0]);
            everything().apply(everything().plan(source).allow("*"), source);
        }
    }

    private static String grants(TestDatabase database) {
        return database.one("SELECT concat_ws(' ', has_table_privilege('authenticated', 'content', 'SELECT, INSERT'),"
                + " has_table_privilege('anon', 'content', 'SELECT'))");
    }

    private static List<String> leftovers(TestDatabase database) {
        return database.query("""
                SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                WHERE NOT indisvalid OR relname LIKE '%\\_sw%' OR relname LIKE '%\\_cc%'""");
    }

    private void awaitBuild() throws Exception {
        Condition.await(
                "the build to wait for the writer", () -> database.query("""
                        SELECT 1 FROM pg_stat_activity
                        WHERE query LIKE '%INDEX CONC%' AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'""").contains("1"));
    }

    private Connection writing() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("UPDATE content SET status = status WHERE id = 1");
        return connection;
    }
}
