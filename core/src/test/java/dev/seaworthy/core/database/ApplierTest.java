package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Role;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplierTest extends DatabaseTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ApplierTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTable() {
        database.execute("CREATE TABLE content (id int PRIMARY KEY, status text)");
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void a_step_that_gets_no_lock_is_tried_again() throws Exception {
        try (Connection reader = reading("content")) {
            Future<Applied> applied = threads.submit(() -> apply(secured(50)));
            Condition.await("two attempts", () -> waitingSince("ALTER TABLE%").size() == 1);
            Condition.await(
                    "the first to give up", () -> waitingSince("ALTER TABLE%").isEmpty());

            reader.rollback();

            assertThat(applied.get().changes()).hasSize(1);
        }
    }

    @Test
    void a_step_that_never_gets_its_lock_fails_and_names_who_is_in_the_way() throws Exception {
        try (Connection reader = reading("content")) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> apply(secured(2)))
                    .withMessageMatching(
                            "secure rows of public.content failed, with these transactions open: process \\d+"
                                    + " of postgres, idle in transaction for \\d+ s; apply again goes on from here: canceling"
                                    + " statement due to lock timeout");
            reader.rollback();
        }
        converge(secured(2));
    }

    @Test
    void the_wait_for_a_lock_is_bounded_so_that_others_wait_no_longer() throws Exception {
        try (Connection reader = reading("content")) {
            assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> apply(secured(1)));

            assertThat(database.query("SELECT id FROM content")).isEmpty();
            reader.rollback();
        }
    }

    @Test
    void a_concurrent_build_that_waits_in_vain_is_tried_again_and_built_by_the_next_run() throws Exception {
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(STATUS)
                .concurrentLockTimeout(Duration.ofMillis(100))
                .lockTimeout(Duration.ofMillis(10))
                .attempts(2)
                .build();
        try (Connection writer = writing()) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> apply(setup))
                    .withMessageContaining(
                            "create index public.idx_status failed, with these transactions open: process ");
            writer.rollback();
        }

        converge(setup);
        assertThat(database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid"))
                .isEmpty();
    }

    @Test
    void of_many_appliers_that_start_together_one_works_and_the_others_find_it_done() throws Exception {
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(STATUS)
                .index(Index.named("idx_two")
                        .on("content")
                        .columns("id", "status")
                        .build())
                .rowLevelSecurity(RowLevelSecurity.on("content").build())
                .build();
        DatabasePlan plan = plan(setup);
        List<Callable<Applied>> appliers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            appliers.add(() -> setup.apply(plan, database.dataSource()));
        }

        List<Integer> changes = new ArrayList<>();
        for (Future<Applied> each : threads.invokeAll(appliers)) {
            assertThat(each.get().changes().size() + each.get().overtaken().size())
                    .isEqualTo(3);
            changes.add(each.get().changes().size());
        }

        assertThat(changes).containsOnly(0, 3).containsOnlyOnce(3);
        assertThat(plan(setup).changes()).isEmpty();
    }

    @Test
    void an_apply_that_fails_leaves_its_lock_to_the_next_one_though_its_connection_lives_on() throws Exception {
        try (Connection reader = reading("content");
                Connection pooled = database.dataSource().getConnection()) {
            DatabaseSetup setup = secured(1);
            DatabasePlan plan = plan(setup);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> setup.apply(plan, LentDataSource.of(pooled)))
                    .withMessageContaining("lock timeout");
            reader.rollback();

            assertThat(apply(setup).changes()).hasSize(1);
        }
    }

    @Test
    void waiting_for_another_applier_has_an_end() throws Exception {
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(STATUS)
                .applierTimeout(Duration.ofMillis(300))
                .build();
        DatabasePlan plan = plan(setup);
        try (Connection other = database.dataSource().getConnection()) {
            other.createStatement().execute("SELECT pg_advisory_lock(" + 0x7365_6177_6f72_7468L + ")");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> setup.apply(plan, database.dataSource()))
                    .withMessageContaining("another applier is at work in this database");
        }
    }

    @Test
    void what_was_planned_is_made_and_no_more_and_what_somebody_else_made_is_told() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(STATUS)
                .index(Index.named("idx_other")
                        .on("content")
                        .columns("status", "id")
                        .build())
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.01).build())
                .build();
        DatabasePlan plan = plan(setup).only(change -> change.name().startsWith("create index"));
        database.execute("CREATE INDEX idx_other ON content (status, id)");

        Applied applied = setup.apply(plan, database.dataSource());

        assertThat(applied.changes()).extracting(Change::name).containsExactly("create index public.idx_status");
        assertThat(applied.overtaken()).extracting(Change::name).containsExactly("create index public.idx_other");
        assertThat(changes(setup)).hasSize(1).doesNotContain("create index public.idx_status");
    }

    @Test
    void what_has_become_dangerous_since_the_plan_was_made_is_not_done() {
        String role = "limited_" + database.name();
        database.execute("CREATE ROLE " + role + " CONNECTION LIMIT 5");
        DatabaseSetup setup = DatabaseSetup.builder()
                .role(Role.named(role).connectionLimit(9).build())
                .build();
        DatabasePlan plan = plan(setup);
        database.execute("ALTER ROLE " + role + " CONNECTION LIMIT 20");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> setup.apply(plan, database.dataSource()))
                .withMessage("the database has changed since the plan was made: plan again");

        assertThat(database.one("SELECT rolconnlimit FROM pg_roles WHERE rolname = '" + role + "'"))
                .isEqualTo("20");
        database.execute("DROP ROLE " + role);
    }

    @Test
    void an_applier_that_has_lost_its_lock_makes_no_further_change() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(STATUS)
                .index(Index.named("idx_two")
                        .on("content")
                        .columns("status", "id")
                        .build())
                .build();
        CutOffDataSource source = CutOffDataSource.doing(
                database, 3, real -> real.createStatement().execute("SELECT pg_advisory_unlock_all()"));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> setup.apply(plan(setup), source))
                .withMessage(ApplierLock.CHANGES);

        assertThat(changes(setup)).containsExactly("create index public.idx_two");
    }

    @Test
    void a_missing_right_is_told_before_the_first_change() {
        String role = "plain_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT SELECT ON content TO " + role,
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        DatabaseSetup setup = DatabaseSetup.builder().index(STATUS).build();

        DatabasePlan plan = setup.plan(database.dataSource(role));

        assertThat(plan.missingRights())
                .containsExactly(
                        "must own public.content, as a member of postgres does", "must have CREATE on schema public");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> setup.apply(plan, database.dataSource(role)))
                .withMessageStartingWith(
                        "nothing was changed, as rights are missing: the role must own public.content");
        database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }

    @Test
    void an_owner_that_is_no_superuser_is_enough() {
        String role = "owner_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT CREATE ON SCHEMA public TO " + role,
                "ALTER TABLE content OWNER TO " + role);
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(STATUS)
                .rowLevelSecurity(RowLevelSecurity.on("content").build())
                .build();

        setup.apply(setup.plan(database.dataSource(role)), database.dataSource(role));

        assertThat(plan(setup).changes()).isEmpty();
        database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }

    @Test
    void a_member_of_the_owner_lacks_no_right() {
        String role = "member_" + database.name();
        String owner = "owner_" + database.name();
        database.execute(
                "CREATE ROLE " + owner,
                "CREATE ROLE " + role + " LOGIN IN ROLE " + owner,
                "GRANT CREATE ON SCHEMA public TO " + owner,
                "ALTER TABLE content OWNER TO " + owner);

        DatabasePlan plan = DatabaseSetup.builder().index(STATUS).build().plan(database.dataSource(role));

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.missingRights()).isEmpty();
        database.execute("DROP OWNED BY " + owner + " CASCADE", "DROP ROLE " + role + ", " + owner);
    }

    @Test
    void without_the_right_to_temporary_tables_a_plan_says_what_it_could_not_compare() {
        String role = "plain_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "CREATE INDEX idx_status ON content (id)",
                "REVOKE TEMPORARY ON DATABASE " + database.name() + " FROM PUBLIC");

        DatabasePlan plan = DatabaseSetup.builder().index(STATUS).build().plan(database.dataSource(role));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes())
                .anySatisfy(
                        note -> assertThat(note)
                                .startsWith(
                                        "index public.idx_status could not be compared: no copy of the table: permission denied"));
        database.execute("DROP ROLE " + role);
    }

    @Test
    void a_session_that_may_not_write_plans_as_well_as_it_can() {
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");

        DatabasePlan plan = plan(DatabaseSetup.builder().index(STATUS).build());

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("read-only transaction"));
    }

    private static final Index STATUS =
            Index.named("idx_status").on("content").columns("status").build();

    private static DatabaseSetup secured(int attempts) {
        return DatabaseSetup.builder()
                .rowLevelSecurity(RowLevelSecurity.on("content").build())
                .lockTimeout(Duration.ofMillis(20))
                .attempts(attempts)
                .build();
    }

    private Connection reading(String table) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("SELECT * FROM " + table);
        return connection;
    }

    private Connection writing() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("INSERT INTO content VALUES (1, 'draft')");
        return connection;
    }

    private List<String> waitingSince(String query) {
        return database.query(
                "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '" + query + "'");
    }
}
