package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.Policy.Command;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.Supabase;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestSupabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowLevelSecuritySetupTest extends DatabaseTest {
    private static final DatabaseSetup OWN_ROWS = DatabaseSetup.builder()
            .rowLevelSecurity(Supabase.ownRows("content", "user_id"))
            .build();
    private static final String ALICE = "00000000-0000-0000-0000-00000000000a";
    private static final String BOB = "00000000-0000-0000-0000-00000000000b";

    RowLevelSecuritySetupTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTable() {
        TestSupabase.install(database);
        database.execute(
                "CREATE TABLE content (id int PRIMARY KEY, user_id uuid, title text)",
                "INSERT INTO content VALUES (1, '" + ALICE + "'), (2, '" + BOB + "')",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON content TO anon, authenticated");
    }

    @Test
    void secures_a_table_in_one_transaction_and_then_is_content() {
        DatabasePlan plan = plan(OWN_ROWS);

        assertThat(plan.changes()).extracting(Change::name).containsExactly("secure rows of public.content");
        assertThat(plan.changes().get(0).steps()).hasSize(1);
        assertThat(plan.toString())
                .contains("BEGIN;", "locks public.content: ACCESS EXCLUSIVE; reads and writes wait for a moment");
        converge(OWN_ROWS);
    }

    @Test
    void each_role_sees_and_changes_its_own_rows_alone() {
        converge(OWN_ROWS);

        TestSupabase alice = TestSupabase.authenticated(database, ALICE);
        assertThat(alice.query("SELECT id FROM content")).containsExactly("1");
        assertThat(alice.update("UPDATE content SET title = 'x'")).isEqualTo(1);
        assertThat(alice.update("INSERT INTO content VALUES (3, '" + ALICE + "')"))
                .isEqualTo(1);
        assertThat(alice.update("DELETE FROM content")).isZero();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> alice.update("INSERT INTO content VALUES (4, '" + BOB + "')"))
                .withMessageContaining("row-level security");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> alice.update("UPDATE content SET user_id = '" + BOB + "'"))
                .withMessageContaining("row-level security");
        assertThat(TestSupabase.anonymous(database).query("SELECT id FROM content"))
                .isEmpty();
    }

    @Test
    void it_holds_for_the_owner_too() {
        database.execute(
                "CREATE ROLE owner_" + database.name(), "ALTER TABLE content OWNER TO owner_" + database.name());
        converge(OWN_ROWS);

        assertThat(TestSupabase.as(database, "owner_" + database.name()).query("SELECT id FROM content"))
                .isEmpty();
        database.execute("DROP OWNED BY owner_" + database.name(), "DROP ROLE owner_" + database.name());
    }

    @Test
    void a_function_is_called_once_for_a_statement_and_not_for_each_row() {
        converge(OWN_ROWS);

        assertThat(database.query("SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polqual IS NOT NULL"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).isEqualTo("(( SELECT auth.uid() AS uid) = user_id)"));
    }

    @Test
    void policies_are_compared_by_meaning_and_altered_in_place() {
        converge(OWN_ROWS);
        database.execute("ALTER POLICY \"Users can view own content\" ON content TO authenticated, anon USING (true)");
        String before = database.one("SELECT oid FROM pg_policy WHERE polname LIKE '%view%'");

        assertThat(plan(OWN_ROWS).changes().get(0).steps().get(0).statements())
                .singleElement()
                .satisfies(sql -> assertThat(sql).startsWith("ALTER POLICY \"Users can view own content\""));
        converge(OWN_ROWS);

        assertThat(database.one("SELECT oid FROM pg_policy WHERE polname LIKE '%view%'"))
                .isEqualTo(before);
    }

    @Test
    void a_policy_of_another_command_is_made_anew() {
        database.execute("CREATE POLICY p ON content FOR SELECT USING (true)");
        DatabaseSetup setup = DatabaseSetup.builder()
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("p")
                                .on(Command.DELETE)
                                .using("id = 1")
                                .restrictive()
                                .build())
                        .build())
                .build();

        converge(setup);

        assertThat(database.one("SELECT polcmd::text || polpermissive::text FROM pg_policy"))
                .isEqualTo("dfalse");
    }

    @Test
    void a_policy_that_opens_is_made_anew_to_close() {
        database.execute("CREATE POLICY p ON content FOR DELETE USING (id = 1)");

        converge(DatabaseSetup.builder()
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("p")
                                .on(Command.DELETE)
                                .using("id = 1")
                                .restrictive()
                                .build())
                        .build())
                .build());

        assertThat(database.one("SELECT polpermissive FROM pg_policy")).isEqualTo("f");
    }

    @Test
    void a_condition_of_what_is_there_that_was_taken_away_is_taken_away() {
        database.execute("CREATE POLICY p ON content FOR UPDATE USING (true) WITH CHECK (id = 1)");

        converge(DatabaseSetup.builder()
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("p")
                                .on(Command.UPDATE)
                                .withCheck("id = 1")
                                .build())
                        .build())
                .build());

        assertThat(database.one("SELECT polqual IS NULL FROM pg_policy")).isEqualTo("t");
    }

    @Test
    void a_condition_that_was_taken_away_is_taken_away() {
        database.execute("CREATE POLICY p ON content FOR UPDATE USING (true) WITH CHECK (true)");
        DatabaseSetup setup = DatabaseSetup.builder()
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("p")
                                .on(Command.UPDATE)
                                .using("id = 1")
                                .build())
                        .build())
                .build();

        converge(setup);

        assertThat(database.one("SELECT polwithcheck IS NULL FROM pg_policy")).isEqualTo("t");
    }

    @Test
    void an_owner_who_bypasses_is_let_by_again_and_partitions_are_forced_where_the_table_is() {
        database.execute(
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE content FORCE ROW LEVEL SECURITY",
                "CREATE TABLE part (at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
        DatabaseSetup setup = DatabaseSetup.builder()
                .rowLevelSecurity(RowLevelSecurity.on("content").ownerBypasses().build())
                .rowLevelSecurity(RowLevelSecurity.on("part").build())
                .build();

        assertThat(plan(setup).changes().get(0).steps().get(0).statements())
                .containsExactly("ALTER TABLE \"public\".\"content\" NO FORCE ROW LEVEL SECURITY");
        converge(setup);

        assertThat(database.one("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'content'"))
                .isEqualTo("f");
        assertThat(database.one("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'part_a'"))
                .isEqualTo("t");
    }

    @Test
    void a_policy_that_is_not_declared_is_told_of_or_dropped() {
        database.execute("CREATE POLICY \"open door\" ON content FOR INSERT WITH CHECK (true)");
        DatabaseSetup exclusive = DatabaseSetup.builder()
                .rowLevelSecurity(
                        RowLevelSecurity.on("content").noOtherPolicies().build())
                .build();

        assertThat(plan(OWN_ROWS).notes()).containsExactly("policy open door of public.content is not declared");
        assertThat(plan(exclusive).refused())
                .extracting(Change::name)
                .containsExactly("drop policy open door of public.content");
        converge(exclusive, "drop policy open door of public.content");

        assertThat(database.query("SELECT 1 FROM pg_policy")).isEmpty();
    }

    @Test
    void partitions_are_closed_to_whoever_asks_them_directly() {
        database.execute(
                "CREATE TABLE part (user_id uuid, at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "INSERT INTO part VALUES ('" + ALICE + "', '2024-05-01'), ('" + BOB + "', '2024-05-01')",
                "GRANT SELECT ON part, part_a TO authenticated");
        DatabaseSetup setup = DatabaseSetup.builder()
                .rowLevelSecurity(Supabase.ownRows("part", "user_id"))
                .build();

        converge(setup);

        TestSupabase alice = TestSupabase.authenticated(database, ALICE);
        assertThat(alice.query("SELECT user_id FROM part")).containsExactly(ALICE);
        assertThat(alice.query("SELECT user_id FROM part_a")).isEmpty();
    }

    @Test
    void what_does_not_fit_is_told() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("a")
                                .on(Command.SELECT)
                                .to("nobody_here")
                                .using("true")
                                .build())
                        .policy(Policy.named("b")
                                .on(Command.SELECT)
                                .using("owner_id = 1")
                                .build())
                        .build())
                .rowLevelSecurity(RowLevelSecurity.on("nothing").build())
                .build();
        DatabaseSetup column = DatabaseSetup.builder()
                .rowLevelSecurity(Supabase.ownRows("content", "owner_id"))
                .build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup))
                .withMessageContaining("policy a of public.content: there is no role nobody_here")
                .withMessageContaining(
                        "policy b of public.content: PostgreSQL refuses it: column \"owner_id\" does not")
                .withMessageContaining("row-level security of public.nothing: there is no table public.nothing");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(column))
                .withMessageContaining(
                        "policy Users can view own content of public.content: PostgreSQL refuses it: column \"owner_id\" does not exist");
    }
}
