package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.testkit.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexSetupTest extends DatabaseTest {
    private static final Index STATUS = Index.named("idx_content_status")
            .on("content")
            .columns("status")
            .where("status != 'archived'")
            .build();

    IndexSetupTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTable() {
        database.execute("""
                CREATE TABLE content (
                  id bigint PRIMARY KEY, user_id bigint, "Title" text, status text, created_at timestamptz, tags text[])""");
    }

    @Test
    void builds_what_is_missing_and_then_is_content() {
        DatabaseSetup setup = setup(
                STATUS,
                Index.named("idx_content_user_created")
                        .on("content")
                        .columns("user_id")
                        .descending("created_at")
                        .build(),
                Index.named("Title Index")
                        .on("content")
                        .expression("lower(\"Title\")")
                        .unique()
                        .build(),
                Index.named("idx_tags")
                        .on("content")
                        .columns("tags")
                        .method("gin")
                        .build(),
                Index.named("idx_prefix")
                        .on("content")
                        .column("status", "text_pattern_ops NULLS FIRST")
                        .include("id")
                        .with("fillfactor", 70)
                        .build());

        assertThat(changes(setup)).hasSize(5).contains("create index public.Title Index");
        converge(setup);

        assertThat(definition("idx_content_user_created")).endsWith("(user_id, created_at DESC)");
        assertThat(definition("idx_content_status")).endsWith("WHERE (status <> 'archived'::text)");
    }

    @Test
    void says_the_sql_and_the_lock_of_each_change() {
        DatabasePlan plan = plan(setup(STATUS));

        assertThat(plan).hasToString("""
                + create index public.idx_content_status: missing
                    CREATE INDEX CONCURRENTLY "idx_content_status" ON "public"."content" USING "btree" ("status") WHERE status != 'archived';
                      -- locks public.content: SHARE UPDATE EXCLUSIVE; reads and writes go on; if it dies, an invalid index idx_content_status is left, which the next run drops and builds again""");
    }

    @Test
    void planning_writes_nothing() {
        String before = database.one("SELECT count(*) FROM pg_class");

        plan(setup(STATUS));

        assertThat(database.one("SELECT count(*) FROM pg_class")).isEqualTo(before);
    }

    @Test
    void two_spellings_of_one_meaning_are_equal() {
        database.execute(
                "CREATE INDEX idx_content_status ON content (status ASC NULLS LAST) WHERE NOT (status = 'archived')");
        DatabaseSetup same = setup(Index.named("idx_content_status")
                .on("content")
                .columns("status")
                .where("NOT ((status) = ('archived')::text)")
                .build());

        assertThat(changes(same)).isEmpty();
    }

    @Test
    void an_equal_index_of_another_name_is_as_good() {
        database.execute("CREATE INDEX by_status ON content (status) WHERE status <> 'archived'");

        DatabasePlan plan = plan(setup(STATUS));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes())
                .containsExactly("index public.idx_content_status is not built: public.by_status is the same");
    }

    @Test
    void an_equal_index_of_another_name_that_is_invalid_is_not_as_good() {
        database.execute(
                "CREATE INDEX by_status ON content (status) WHERE status <> 'archived'",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'by_status'::regclass");

        assertThat(changes(setup(STATUS))).containsExactly("create index public.idx_content_status");
    }

    @Test
    void the_index_of_a_constraint_that_may_be_checked_later_is_none() {
        database.execute("ALTER TABLE content ADD CONSTRAINT later UNIQUE (user_id) DEFERRABLE");
        Index unique =
                Index.named("ux_user").on("content").columns("user_id").unique().build();
        Index plain = Index.named("idx_user").on("content").columns("user_id").build();

        assertThat(changes(setup(unique, plain)))
                .containsExactly("create index public.ux_user", "create index public.idx_user");
        converge(setup(unique, plain));

        database.execute("ALTER TABLE content ADD parent bigint REFERENCES content (user_id)");
    }

    @Test
    void an_equal_index_that_shall_not_be_there_is_none() {
        database.execute("CREATE INDEX by_status ON content (status) WHERE status <> 'archived'");
        DatabaseSetup renamed =
                DatabaseSetup.builder().index(STATUS).withoutIndex("by_status").build();

        apply(renamed, "*");

        assertThat(database.query(
                        "SELECT indexname FROM pg_indexes WHERE indexname IN ('by_status', 'idx_content_status')"))
                .containsExactly("idx_content_status");
        assertThat(plan(renamed).changes()).isEmpty();
    }

    @Test
    void an_invalid_index_is_none_and_is_built_again() {
        database.execute("INSERT INTO content (id, status) VALUES (1, 'draft'), (2, 'draft')");
        Index unique = Index.named("ux_status")
                .on("content")
                .columns("status")
                .unique()
                .build();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY ux_status ON content (status)"));
        database.execute("DELETE FROM content WHERE id = 2");

        assertThat(changes(setup(unique))).containsExactly("rebuild index public.ux_status");
        converge(setup(unique));

        assertThat(database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid"))
                .isEmpty();
    }

    @Test
    void a_build_that_fails_leaves_no_invalid_index_and_says_why() {
        database.execute("INSERT INTO content (id, status) VALUES (1, 'secret value'), (2, 'secret value')");
        Index unique = Index.named("ux_status")
                .on("content")
                .columns("status")
                .unique()
                .build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> apply(setup(unique)))
                .withMessage(
                        "create index public.ux_status failed; apply again goes on from here: could not create unique"
                                + " index \"ux_status\"")
                .satisfies(e -> assertThat(e.sqlState()).contains("23505"));
        assertThat(database.query("SELECT 1 FROM pg_class WHERE relname = 'ux_status'"))
                .isEmpty();
    }

    @Test
    void another_definition_is_built_beside_the_old_one_and_takes_its_name() {
        database.execute("CREATE INDEX idx_content_status ON content (status)");
        DatabasePlan plan = plan(setup(STATUS));

        assertThat(plan.refused()).extracting(Change::name).containsExactly("replace index public.idx_content_status");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> setup(STATUS).apply(plan, database.dataSource()))
                .withMessageContaining("plan.allow(\"replace index public.idx_content_status\")");
        converge(setup(STATUS), "replace index public.idx_content_status");

        assertThat(definition("idx_content_status")).contains("WHERE");
        assertThat(indexes()).containsExactly("content_pkey", "idx_content_status");
    }

    @Test
    void a_replacement_goes_on_where_it_was_cut_off() {
        database.execute(
                "CREATE INDEX idx_content_status ON content (status)",
                "CREATE INDEX idx_content_status_swnew ON content (status) WHERE status <> 'archived'",
                "CREATE INDEX idx_content_status_swold ON content (user_id)");

        DatabasePlan plan = plan(setup(STATUS));

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.changes().get(0).steps())
                .extracting(step -> step.statements().get(0).split(" \"")[0])
                .containsExactly(
                        "DROP INDEX CONCURRENTLY IF EXISTS", "ALTER INDEX", "DROP INDEX CONCURRENTLY IF EXISTS");
        converge(setup(STATUS), "replace *");
        assertThat(indexes()).containsExactly("content_pkey", "idx_content_status");
    }

    @Test
    void a_replacement_of_an_older_declaration_is_built_anew() {
        database.execute(
                "CREATE INDEX idx_content_status ON content (status)",
                "CREATE INDEX idx_content_status_swnew ON content (status, user_id)");

        converge(setup(STATUS), "replace *");

        assertThat(definition("idx_content_status")).contains("(status) WHERE");
        assertThat(indexes()).containsExactly("content_pkey", "idx_content_status");
    }

    @Test
    void a_replacement_whose_build_has_failed_is_built_anew() {
        database.execute(
                "CREATE INDEX idx_content_status ON content (status)",
                "CREATE INDEX idx_content_status_swnew ON content (status) WHERE status <> 'archived'",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_content_status_swnew'::regclass");

        converge(setup(STATUS), "replace *");

        assertThat(indexes()).containsExactly("content_pkey", "idx_content_status");
        assertThat(database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid"))
                .isEmpty();
    }

    @Test
    void leftovers_of_a_cut_off_build_are_dropped_and_other_indexes_are_not() {
        database.execute(
                "CREATE INDEX idx_content_status ON content (status) WHERE status <> 'archived'",
                "CREATE INDEX idx_content_status_swold ON content (status)",
                "CREATE INDEX idx_content_status_ccnew ON content (status)",
                "CREATE INDEX idx_content_status_ccold ON content (status)",
                "CREATE INDEX other_ccnew ON content (status)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid IN ('idx_content_status_ccnew'::regclass, 'other_ccnew'::regclass)");

        converge(setup(STATUS));

        assertThat(indexes())
                .containsExactly("content_pkey", "idx_content_status", "idx_content_status_ccold", "other_ccnew");
    }

    @Test
    void an_index_declared_as_absent_is_dropped_when_that_is_allowed() {
        database.execute("CREATE INDEX idx_old ON content (status)");
        DatabaseSetup setup = DatabaseSetup.builder()
                .withoutIndex("idx_old")
                .withoutIndex("idx_never")
                .build();

        assertThat(plan(setup).refused()).extracting(Change::name).containsExactly("drop index public.idx_old");
        converge(setup, "drop index public.idx_old");

        assertThat(indexes()).containsExactly("content_pkey");
    }

    @Test
    void an_index_of_a_constraint_is_not_touched() {
        Index primary =
                Index.named("content_pkey").on("content").columns("user_id").build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup(primary)))
                .withMessageContaining("serves the constraint content_pkey");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(
                        DatabaseSetup.builder().withoutIndex("content_pkey").build()))
                .withMessageContaining("serves the constraint content_pkey");
    }

    @Test
    void all_declarations_that_do_not_fit_are_told_at_once() {
        DatabaseSetup setup = setup(
                Index.named("a").on("content").columns("user_idd").build(),
                Index.named("b").on("contents").columns("id").build(),
                Index.named("c")
                        .on("content")
                        .columns("id")
                        .where("statuss = 'x'")
                        .build(),
                Index.named("d").on("content").columns("id").build());

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup))
                .withMessage("the declaration does not fit the database: index public.a: public.content has no column"
                        + " user_idd; it has Title, created_at, id, status, tags, user_id; index public.b: there is no table"
                        + " public.contents; index public.c: PostgreSQL refuses it: column \"statuss\" does not exist");
    }

    @Test
    void an_index_of_a_partition_that_is_somebody_else_s_is_not_dropped() {
        database.execute(
                "CREATE TABLE part (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE INDEX idx_part_part_a ON part_a (at)");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(
                        setup(Index.named("idx_part").on("part").columns("id").build())))
                .withMessageContaining("public.idx_part_part_a of the partition public.part_a has another definition");
    }

    @Test
    void functions_that_stand_in_the_way_of_postgresql_s_own_are_not_called() {
        database.execute(
                "CREATE TABLE called (by text)",
                "CREATE FUNCTION public.set_config(varchar, varchar, boolean) RETURNS text LANGUAGE sql"
                        + " AS $$ INSERT INTO called VALUES ('set_config') RETURNING by $$",
                "CREATE FUNCTION public.pg_try_advisory_lock(int8) RETURNS text LANGUAGE sql"
                        + " AS $$ INSERT INTO called VALUES ('lock') RETURNING by $$",
                "CREATE FUNCTION public.current_setting(varchar) RETURNS text LANGUAGE sql"
                        + " AS $$ INSERT INTO called VALUES ('current_setting') RETURNING by $$");

        converge(setup(STATUS));

        assertThat(database.query("SELECT by FROM called")).isEmpty();
    }

    @Test
    void a_condition_finds_the_functions_of_its_writer() {
        database.execute(
                "CREATE FUNCTION public.is_open(text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1 <> 'done'",
                "CREATE INDEX idx_open ON content (id) WHERE public.is_open(status)");

        assertThat(changes(setup(Index.named("idx_open")
                        .on("content")
                        .columns("id")
                        .where("is_open(status)")
                        .build())))
                .isEmpty();
        converge(setup(Index.named("idx_more")
                .on("content")
                .columns("user_id")
                .where("is_open(status)")
                .build()));
    }

    @Test
    void an_index_of_a_partitioned_table_is_built_partition_by_partition() {
        database.execute(
                "CREATE TABLE part (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE TABLE part_b PARTITION OF part FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
                "CREATE INDEX mine ON part_b (id)");
        Index index = Index.named("idx_part").on("part").columns("id").build();

        assertThat(plan(setup(index)).changes().get(0).steps())
                .extracting(step -> step.statements().get(0))
                .containsExactly(
                        "CREATE INDEX \"idx_part\" ON ONLY \"public\".\"part\" USING \"btree\" (\"id\")",
                        "CREATE INDEX CONCURRENTLY \"idx_part_part_a\" ON \"public\".\"part_a\" USING \"btree\" (\"id\")",
                        "ALTER INDEX \"public\".\"idx_part\" ATTACH PARTITION \"public\".\"idx_part_part_a\"",
                        "ALTER INDEX \"public\".\"idx_part\" ATTACH PARTITION \"public\".\"mine\"");
        converge(setup(index));

        assertThat(database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid"))
                .isEmpty();
    }

    @Test
    void a_half_attached_index_of_a_partitioned_table_is_finished() {
        database.execute(
                "CREATE TABLE part (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE TABLE part_b PARTITION OF part FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
                "CREATE INDEX idx_part ON ONLY part (id)",
                "CREATE INDEX idx_part_part_a ON part_a (id)",
                "ALTER INDEX idx_part ATTACH PARTITION idx_part_part_a",
                "CREATE INDEX idx_part_part_b ON part_b (id)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_part_part_b'::regclass");
        Index index = Index.named("idx_part").on("part").columns("id").build();

        assertThat(plan(setup(index)).changes())
                .extracting(Change::why)
                .containsExactly("not yet attached to each partition");
        converge(setup(index));

        assertThat(database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid"))
                .isEmpty();
    }

    private static DatabaseSetup setup(Index... indexes) {
        DatabaseSetup.Builder builder = DatabaseSetup.builder();
        List.of(indexes).forEach(builder::index);
        return builder.build();
    }

    private String definition(String index) {
        return database.one("SELECT pg_get_indexdef('\"" + index + "\"'::regclass)");
    }

    private List<String> indexes() {
        return database.query("SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1");
    }
}
