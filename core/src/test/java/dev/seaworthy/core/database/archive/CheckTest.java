package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class CheckTest {
    private static final String REFUSED = "archive move of public.content is refused: ";

    private final TestDatabase database;

    CheckTest(PostgresServer server) {
        database = server.database();
    }

    @BeforeEach
    void create() {
        Content.create(database);
        Content.addOld(database, 3);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void finds_nothing_against_the_story_s_table_and_moves_nothing() {
        Content.mover().build().check(database.dataSource());

        assertThat(database.one("SELECT count(*) FROM content")).isEqualTo("3");
    }

    @Test
    void there_is_no_source() {
        database.execute("ALTER TABLE content RENAME TO contents");

        refuses("there is no table public.content");
    }

    @Test
    void there_is_no_target() {
        database.execute("DROP TABLE content_archive");

        refuses("there is no table public.content_archive");
    }

    @Test
    void the_source_is_a_view() {
        database.execute("ALTER TABLE content RENAME TO c", "CREATE VIEW content AS SELECT * FROM c");

        refuses("public.content is not a table");
    }

    @Test
    void the_source_is_partitioned() {
        database.execute(
                "DROP TABLE content",
                "CREATE TABLE content (id bigint, status text, created_at timestamptz, body text)"
                        + " PARTITION BY RANGE (created_at)");

        refuses("public.content is partitioned: detach its old partitions instead, which moves no row");
    }

    @Test
    void the_source_is_inherited_from() {
        database.execute("CREATE TABLE special () INHERITS (content)");

        refuses("it is inherited from by public.special, and rows of those would stay");
    }

    @Test
    void there_is_no_time_column() {
        database.execute("ALTER TABLE content RENAME created_at TO made_at");

        refuses("the source has no column created_at");
    }

    @Test
    void the_time_is_none() {
        database.execute(
                "ALTER TABLE content ALTER created_at TYPE text",
                "ALTER TABLE content_archive ALTER created_at TYPE text");

        refuses("column created_at is a text; it must be a timestamptz, a timestamp or a date");
    }

    @Test
    void the_target_lacks_a_column() {
        database.execute("ALTER TABLE content_archive DROP body");

        refuses("public.content_archive doesn't fit: column body is missing");
    }

    @Test
    void the_target_wants_a_value_that_the_source_lacks() {
        database.execute("ALTER TABLE content_archive ADD batch int NOT NULL");

        refuses("public.content_archive doesn't fit: column batch must have a value and has no default, but the source"
                + " lacks it");
    }

    @Test
    void the_target_may_add_a_column_with_a_default() {
        database.execute("ALTER TABLE content_archive ADD archived_at timestamptz NOT NULL DEFAULT now()");

        Content.mover().build().run(database.dataSource());

        assertThat(database.one("SELECT count(archived_at) FROM content_archive"))
                .isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"varchar(3)", "name", "char(9)"})
    void a_value_would_be_changed(String type) {
        database.execute("ALTER TABLE content_archive ALTER body TYPE " + type);

        String spelled = database.one("SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = 'content_archive'::regclass AND attname = 'body'");
        refuses("public.content_archive doesn't fit: column body is a " + spelled + " there, but a text in the source");
    }

    @Test
    void a_wider_type_takes_each_value() {
        database.execute(
                "ALTER TABLE content ALTER body TYPE varchar(30), ADD a int DEFAULT 7, ADD b numeric(5, 2) DEFAULT 1.25",
                "ALTER TABLE content_archive ADD b numeric, ADD a bigint");

        Content.mover().build().run(database.dataSource());

        assertThat(database.query("SELECT a || ' ' || b FROM content_archive")).containsOnly("7 1.25");
    }

    @Test
    void what_the_target_generates_is_left_out() {
        String generated = " ADD length int GENERATED ALWAYS AS (length(body)) STORED";
        database.execute("ALTER TABLE content" + generated, "ALTER TABLE content_archive" + generated);

        Content.mover().build().run(database.dataSource());

        assertThat(database.query("SELECT length FROM content_archive")).containsOnly("6");
    }

    @Test
    void what_the_source_generates_is_kept_where_there_is_place() {
        database.execute(
                "ALTER TABLE content ADD length int GENERATED ALWAYS AS (length(body)) STORED",
                "ALTER TABLE content_archive ADD length int");

        Content.mover().build().run(database.dataSource());

        assertThat(database.query("SELECT length FROM content_archive")).containsOnly("6");
    }

    @Test
    void the_target_generates_what_the_source_keeps() {
        database.execute(
                "ALTER TABLE content ADD length int",
                "ALTER TABLE content_archive ADD length int" + " GENERATED ALWAYS AS (length(body)) STORED");

        refuses("public.content_archive doesn't fit: column length is generated there, but not in the source");
    }

    @Test
    void a_foreign_key_points_at_the_source() {
        database.execute("CREATE TABLE comments (content_id bigint CONSTRAINT of_content REFERENCES content ON DELETE"
                + " CASCADE)");

        refuses("foreign keys point at the source: of_content of public.comments; drop them first");
    }

    @Test
    void triggers_would_fire() {
        database.execute(
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
                "CREATE TRIGGER on_delete AFTER DELETE ON content FOR EACH ROW EXECUTE FUNCTION nothing()",
                "CREATE TRIGGER on_insert AFTER INSERT OR UPDATE ON content_archive FOR EACH ROW EXECUTE FUNCTION nothing()",
                "CREATE TRIGGER on_update AFTER UPDATE ON content FOR EACH ROW EXECUTE FUNCTION nothing()",
                "CREATE TRIGGER on_add AFTER INSERT ON content FOR EACH ROW EXECUTE FUNCTION nothing()");

        refuses(
                "triggers would fire: on_delete on public.content, on_insert on public.content_archive; allow each that may, by"
                        + " allowTrigger(name)");
        assertThatNoException()
                .isThrownBy(() -> Content.mover()
                        .allowTrigger("on_delete")
                        .allowTrigger("on_insert")
                        .build()
                        .check(database.dataSource()));
    }

    @Test
    void a_trigger_of_a_partition_would_fire() {
        partitionByMonth();
        database.execute(
                "CREATE TABLE february PARTITION OF content_archive FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER on_insert BEFORE INSERT ON february FOR EACH ROW EXECUTE FUNCTION nothing()");

        refuses("triggers would fire: on_insert on public.february; allow each that may, by allowTrigger(name)");
    }

    @Test
    void a_rule_stands_in_the_way() {
        database.execute("CREATE RULE quiet AS ON DELETE TO content DO INSTEAD NOTHING");

        refuses("rules stand in the way: quiet on public.content; drop them first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created_at < now()",
                "random() < 0.5",
                "id IN (SELECT id FROM content)",
                "status = lower(no_such_column)",
                "status"
            })
    void the_predicate_depends_on_more_than_the_row(String predicate) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(
                        () -> Content.mover(Content.archive().where(predicate).build())
                                .build()
                                .check(database.dataSource()))
                .withMessageStartingWith(REFUSED
                        + "its predicate must be what an index predicate may be (immutable, without a subquery): ");
    }

    @Test
    void row_level_security_would_hide_rows() {
        String role = roleOf(database, "SELECT, UPDATE, DELETE", "INSERT");
        database.execute("ALTER TABLE content ENABLE ROW LEVEL SECURITY");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Content.mover().build().run(database.dataSource(role)))
                .withMessageStartingWith(REFUSED + "it needs SELECT, UPDATE and DELETE on the source and INSERT on"
                        + " public.content_archive, past row-level security")
                .withMessageEndingWith("query would be affected by row-level security policy for table \"content\"");
    }

    @Test
    void a_right_is_missing() {
        String role = roleOf(database, "SELECT, DELETE", "INSERT");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Content.mover().build().run(database.dataSource(role)))
                .withMessageEndingWith("permission denied for table content");
    }

    @Test
    void the_rights_that_are_asked_for_are_enough() {
        String role = roleOf(database, "SELECT, UPDATE, DELETE", "INSERT");

        assertThat(Content.mover().build().run(database.dataSource(role)).moved())
                .isEqualTo(3);
    }

    @Test
    void replicas_can_t_be_seen() {
        String role = roleOf(database, "SELECT, UPDATE, DELETE", "INSERT");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Content.mover().maxReplicationLag(1).build().run(database.dataSource(role)))
                .withMessageStartingWith(
                        REFUSED + "its role doesn't see how far replicas are behind; GRANT pg_monitor");
    }

    @Test
    void the_target_has_no_partition_for_the_oldest_rows() {
        partitionByMonth();
        database.execute(
                "CREATE TABLE march PARTITION OF content_archive FOR VALUES FROM ('2024-03-01') TO ('2024-04-01')");

        refusesToRun("public.content_archive has no partition for rows from 2024-02-29 07:00:00+00 to 2024-02-29"
                + " 09:00:00+00");
    }

    @Test
    void the_target_has_no_partition_at_all() {
        partitionByMonth();

        refusesToRun("public.content_archive has no partition for rows from 2024-02-29 07:00:00+00 to 2024-02-29"
                + " 09:00:00+00");
    }

    @Test
    void the_target_has_a_partition_for_each_row() {
        partitionByMonth();
        database.execute(
                "CREATE TABLE february PARTITION OF content_archive FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')");

        assertThat(Content.mover().build().run(database.dataSource()).moved()).isEqualTo(3);
    }

    @Test
    void a_gap_between_partitions_ends_the_run_without_loss() {
        partitionByMonth();
        database.execute(
                "UPDATE content SET created_at = '2023-12-31' WHERE id = 1",
                "UPDATE content SET created_at = '2024-01-10' WHERE id = 2",
                "CREATE TABLE february PARTITION OF content_archive FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
                "CREATE TABLE december PARTITION OF content_archive FOR VALUES FROM ('2023-12-01') TO ('2024-01-01')");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Content.mover().batchSize(1).build().run(database.dataSource()))
                .withMessage("archive move of public.content ended after 1 rows: no partition of relation"
                        + " \"content_archive\" found for row");
        assertThat(database.query("SELECT id FROM content ORDER BY id")).containsExactly("2", "3");
    }

    @Test
    void a_large_source_has_no_index_by_time() {
        database.execute(
                "DROP INDEX content_created_at_idx",
                "INSERT INTO content (status, body) SELECT 'draft', repeat('x', 1900) FROM generate_series(1, 9000)");

        refuses("no index of the source begins with created_at, so that each batch would read the whole table; CREATE"
                + " INDEX CONCURRENTLY, or allowScan()");
        assertThat(Content.mover()
                        .allowScan()
                        .build()
                        .run(database.dataSource())
                        .moved())
                .isEqualTo(3);
    }

    private void partitionByMonth() {
        database.execute(
                "DROP TABLE content_archive",
                "CREATE TABLE content_archive (LIKE content) PARTITION BY RANGE (created_at)");
    }

    /** A role that may do no more; it is of this test alone. */
    private static String roleOf(TestDatabase database, String onSource, String onTarget) {
        String role = "mover_of_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT " + onSource + " ON content TO " + role,
                "GRANT " + onTarget + " ON content_archive TO " + role);
        return role;
    }

    private void refuses(String reason) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Content.mover().build().check(database.dataSource()))
                .withMessage(REFUSED + reason);
    }

    private void refusesToRun(String reason) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Content.mover().batchSize(10).build().run(database.dataSource()))
                .withMessage(REFUSED + reason);
    }
}
