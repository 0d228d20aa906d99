package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another role builds is not taken for what a failed build has left, though its progress is not shown. */
class RunningIndexBuildTest extends DatabaseTest {
    private final String owner = "builder_" + database.name();

    RunningIndexBuildTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTables() {
        database.execute(
                "CREATE ROLE " + owner + " LOGIN",
                "GRANT CREATE ON SCHEMA public TO " + owner,
                "CREATE TABLE content (id int, status text)",
                "CREATE INDEX idx_id ON content (id)",
                "CREATE TABLE part (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM (0) TO (9)",
                "CREATE INDEX idx_part ON ONLY part (id)",
                "ALTER TABLE content OWNER TO " + owner,
                "ALTER TABLE part OWNER TO " + owner,
                "ALTER TABLE part_a OWNER TO " + owner);
    }

    @AfterEach
    void dropRole() {
        database.execute("DROP OWNED BY " + owner, "DROP ROLE " + owner);
    }

    @Test
    void an_index_that_is_being_built_is_left_alone() throws Exception {
        Index status = Index.named("idx_status").on("content").columns("status").build();

        during("CREATE INDEX CONCURRENTLY idx_status ON content (status)", "content", () -> {
            DatabasePlan plan = planOf(status);
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.notes())
                    .containsExactly("index public.idx_status is being built or dropped by another session");
        });

        assertThat(planOf(status).notes()).isEmpty();
    }

    @Test
    void an_index_of_a_partition_that_is_being_built_is_left_alone() throws Exception {
        Index part = Index.named("idx_part").on("part").columns("id").build();

        during("CREATE INDEX CONCURRENTLY idx_part_part_a ON part_a (id)", "part_a", () -> {
            DatabasePlan plan = planOf(part);
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.notes())
                    .containsExactly("index public.idx_part_part_a is being built or dropped by another session");
        });

        converge(DatabaseSetup.builder().index(part).build());
    }

    @Test
    void what_is_being_built_beside_an_index_is_not_left_over() throws Exception {
        Index id = Index.named("idx_id").on("content").columns("id").build();

        during(
                "REINDEX INDEX CONCURRENTLY idx_id",
                "content",
                () -> assertThat(planOf(id).changes()).isEmpty());

        assertThat(planOf(id).changes()).isEmpty();
    }

    @Test
    void a_replacement_that_is_being_built_is_not_dropped() throws Exception {
        Index status = Index.named("idx_id").on("content").columns("status").build();

        during("CREATE INDEX CONCURRENTLY idx_id_swnew ON content (status)", "content", () -> {
            DatabasePlan plan = planOf(status);
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.notes())
                    .containsExactly("index public.idx_id_swnew is being built or dropped by another session");
        });
    }

    @Test
    void a_reindex_drops_nothing_that_another_one_builds() throws Exception {
        DatabaseSetup setup = DatabaseSetup.builder()
                .maintenance(Maintenance.reindex("weekly-reindex", "0 3 * * 0", "content"))
                .build();

        during("REINDEX INDEX CONCURRENTLY idx_id", "content", () -> {
            CompletableFuture<Void> second = Aside.run(() -> run(setup, database.dataSource(owner)));
            Condition.await(
                    "the second to wait",
                    () -> !database.query("SELECT 1 FROM pg_stat_activity WHERE usename = '" + owner
                                    + "' AND wait_event_type = 'Lock'")
                            .isEmpty());
            assertThat(database.query("SELECT query FROM pg_stat_activity WHERE usename = '" + owner + "'"))
                    .containsExactly("REINDEX TABLE CONCURRENTLY \"public\".\"content\"");
            database.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = '" + owner + "'");
            assertThat(second).failsWithin(java.time.Duration.ofSeconds(30));
        });
    }

    private static void run(DatabaseSetup setup, DataSource source) {
        try {
            setup.jobs(source).get(0).work().run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private DatabasePlan planOf(Index index) {
        return DatabaseSetup.builder().index(index).build().plan(database.dataSource(owner));
    }

    /** While a superuser builds, kept from its end by whoever may write to {@code table}. */
    private void during(String build, String table, Check check) throws Exception {
        try (Connection writer = writing(table)) {
            CompletableFuture<Void> work = Aside.run(() -> database.execute(build));
            Condition.await(
                    "an index that is not valid yet",
                    () -> !database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid AND indrelid = '" + table
                                    + "'::regclass")
                            .isEmpty());
            try {
                check.run();
            } finally {
                writer.rollback();
                work.get();
            }
        }
    }

    private Connection writing(String table) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE " + table + " IN ROW EXCLUSIVE MODE");
        return connection;
    }

    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }
}
