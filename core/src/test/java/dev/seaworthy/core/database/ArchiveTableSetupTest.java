package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the default privileges of Supabase, which open each new table to whoever asks. */
class ArchiveTableSetupTest extends DatabaseTest {
    private final String anon = "anon_" + database.name();
    private final String user = "user_" + database.name();

    ArchiveTableSetupTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTable() {
        database.execute(
                "CREATE ROLE " + anon,
                "CREATE ROLE " + user,
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO " + anon + ", " + user,
                """
                CREATE TABLE content (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number serial, user_id bigint,
                  status text NOT NULL DEFAULT 'draft' CHECK (status <> ''), created_at timestamptz NOT NULL,
                  length int GENERATED ALWAYS AS (length(status)) STORED)""",
                "CREATE INDEX ON content (user_id)",
                "REVOKE ALL ON content FROM " + anon + ", " + user,
                "GRANT SELECT, INSERT ON content TO " + user,
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON content TO " + user
                        + " USING (user_id = current_setting('app.id')::bigint AND EXISTS"
                        + " (SELECT 1 FROM pg_class WHERE relpages >= content.user_id * 0 - 1))",
                "CREATE POLICY hidden ON content AS RESTRICTIVE USING (status <> 'hidden')");
    }

    @AfterEach
    void dropRoles() {
        database.execute("DROP OWNED BY " + anon + ", " + user, "DROP ROLE " + anon + ", " + user);
    }

    @Test
    void a_missing_archive_is_made_with_its_partitions_and_indexes_in_one_plan() {
        DatabaseSetup setup = builder()
                .index(Index.named("idx_archive_user")
                        .on("content_archive")
                        .columns("user_id")
                        .build())
                .build();

        assertThat(changes(setup))
                .containsExactly(
                        "create archive table public.content_archive",
                        "create index public.idx_archive_user",
                        "create partition public.content_archive_2024_q1",
                        "create partition public.content_archive_2024_q2",
                        "create partition public.content_archive_2024_q3");
        assertThat(plan(setup).changes().get(0).steps().get(0).lockLine())
                .isEqualTo("locks public.content: ACCESS SHARE; reads and writes go on");
        converge(setup);

        assertThat(database.query("SELECT attname || ' ' || attnotnull || attgenerated::text || attidentity::text ||"
                        + " atthasdef FROM pg_attribute WHERE attrelid = 'content_archive'::regclass AND attnum > 0 ORDER BY"
                        + " attnum"))
                .containsExactly(
                        "id truefalse",
                        "number truefalse",
                        "user_id falsefalse",
                        "status truefalse",
                        "created_at truefalse",
                        "length falsestrue");
        assertThat(database.one("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid ="
                        + " 'content_archive'::regclass AND contype = 'p'"))
                .isEqualTo("PRIMARY KEY (id, created_at)");
        assertThat(database.one("SELECT obj_description('content_archive'::regclass)"))
                .isEqualTo("Archive of public.content");
    }

    @Test
    void the_archive_keeps_the_protection_of_its_source_on_every_path() throws SQLException {
        converge(builder().build());
        fill();
        converge(builder().clock(() -> Instant.parse("2024-05-01T00:00:00Z")).build());
        database.execute(
                "INSERT INTO content_archive (id, number, user_id, status, created_at) VALUES (9, 9, 2, 'draft',"
                        + " '2024-12-01')");

        assertThat(as(user, "SELECT id FROM content_archive ORDER BY 1")).containsExactly("1");
        assertThat(as(anon, "SELECT id FROM content_archive")).containsExactly("42501");
        assertThat(as(user, "DELETE FROM content_archive RETURNING id")).containsExactly("42501");
        List<String> partitions = database.query(
                "SELECT relname FROM pg_class WHERE relname LIKE 'content_archive_2%' AND relkind = 'r'");
        assertThat(partitions).hasSize(4);
        for (String partition : partitions) {
            assertThat(as(user, "SELECT id FROM " + partition)).containsExactly("42501");
            assertThat(as(anon, "SELECT id FROM " + partition)).containsExactly("42501");
            database.execute("GRANT SELECT ON " + partition + " TO " + user);
            assertThat(as(user, "SELECT id FROM " + partition)).isEmpty();
        }
    }

    @Test
    void policies_that_are_declared_for_the_source_are_those_of_the_archive_too() {
        DatabaseSetup setup = builder()
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("own")
                                .on(Policy.Command.SELECT)
                                .to(user)
                                .using("user_id = 7")
                                .build())
                        .build())
                .build();

        converge(setup);

        assertThat(database.query(
                        "SELECT polname || ' ' || pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid ="
                                + " 'content_archive'::regclass ORDER BY 1"))
                .containsExactly("hidden (status <> 'hidden'::text)", "own (user_id = 7)");
    }

    @Test
    void row_level_security_that_is_declared_for_the_archive_itself_is_its_own() {
        DatabaseSetup setup = builder()
                .rowLevelSecurity(RowLevelSecurity.on("content_archive")
                        .policy(Policy.named("none")
                                .on(Policy.Command.SELECT)
                                .using("false")
                                .build())
                        .noOtherPolicies()
                        .build())
                .build();

        converge(setup);

        assertThat(database.query(
                        "SELECT polname FROM pg_policy WHERE polrelid = 'content_archive'::regclass ORDER BY 1"))
                .containsExactly("none");
    }

    @Test
    void columns_that_the_source_got_are_added() {
        converge(builder().build());
        database.execute(
                "ALTER TABLE content ADD COLUMN \"Title\" varchar(9) COLLATE \"C\" NOT NULL DEFAULT 'x', ADD COLUMN"
                        + " tags text[], ALTER COLUMN number TYPE bigint");

        assertThat(plan(builder().build()).changes().get(0))
                .hasToString("add columns to archive table public.content_archive: public.content has Title, tags");
        assertThat(plan(builder().build()).notes())
                .containsExactly("archive public.content_archive of public.content: number is integer, and bigint in"
                        + " public.content");
        converge(builder().build());

        assertThat(database.one(
                        "SELECT format_type(atttypid, atttypmod) || attcollation::regcollation FROM pg_attribute"
                                + " WHERE attrelid = 'content_archive_2024_q1'::regclass AND attname = 'Title'"))
                .isEqualTo("character varying(9)\"C\"");
    }

    @Test
    void an_archive_that_is_open_wider_than_its_source_is_closed() throws SQLException {
        converge(builder().build());
        fill();
        database.execute(
                "ALTER TABLE content_archive DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE content_archive_2024_q1 NO FORCE ROW LEVEL SECURITY",
                "GRANT SELECT ON content_archive TO PUBLIC",
                "GRANT UPDATE (status), REFERENCES ON content_archive TO " + user,
                "GRANT SELECT ON content_archive_2024_q2 TO " + anon,
                "CREATE POLICY all_open ON content_archive USING (true)",
                "DROP POLICY hidden ON content_archive");

        DatabasePlan plan = plan(builder().build());
        assertThat(plan.changes())
                .extracting(Change::name)
                .containsExactly(
                        "drop policy all_open of public.content_archive",
                        "close archive table public.content_archive",
                        "revoke beyond public.content on public.content_archive",
                        "revoke beyond public.content on public.content_archive_2024_q2");
        assertThat(plan.withoutRefused().changes())
                .extracting(Change::toString)
                .containsExactly("close archive table public.content_archive: not protected as public.content is");
        assertThat(plan.changes().stream().flatMap(change -> change.steps().get(0).statements().stream()))
                .containsExactly(
                        "DROP POLICY \"all_open\" ON \"public\".\"content_archive\"",
                        "ALTER TABLE \"public\".\"content_archive\" ENABLE ROW LEVEL SECURITY",
                        "CREATE POLICY \"hidden\" ON \"public\".\"content_archive\" AS RESTRICTIVE FOR ALL TO PUBLIC USING"
                                + " ((status <> 'hidden'::text))",
                        "ALTER TABLE \"public\".\"content_archive_2024_q1\" FORCE ROW LEVEL SECURITY",
                        "REVOKE SELECT ON TABLE \"public\".\"content_archive\" FROM PUBLIC",
                        "REVOKE REFERENCES ON TABLE \"public\".\"content_archive\" FROM \"" + user + "\"",
                        "REVOKE UPDATE (\"status\") ON TABLE \"public\".\"content_archive\" FROM \"" + user + "\"",
                        "REVOKE SELECT ON TABLE \"public\".\"content_archive_2024_q2\" FROM \"" + anon + "\"");
        converge(builder().build(), "*");

        assertThat(as(user, "SELECT id FROM content_archive")).containsExactly("1");
        assertThat(as(anon, "SELECT id FROM content_archive")).containsExactly("42501");
    }

    @Test
    void a_policy_that_closes_more_stays_and_one_that_was_changed_is_changed_only_with_leave() {
        converge(builder().build());
        database.execute(
                "CREATE POLICY closed ON content_archive AS RESTRICTIVE USING (user_id > 0)",
                "ALTER POLICY hidden ON content_archive USING (false)");

        DatabasePlan plan = plan(builder().build());

        assertThat(plan.changes())
                .extracting(Change::name)
                .containsExactly("change policy hidden of public.content_archive");
        assertThat(plan.refused()).isEqualTo(plan.changes());
        assertThat(plan.notes())
                .containsExactly("archive public.content_archive of public.content: the restrictive policy closed of"
                        + " public.content_archive is none of public.content, and stays");
        converge(builder().build(), "change policy *");
        assertThat(database.query(
                        "SELECT polname FROM pg_policy WHERE polrelid = 'content_archive'::regclass ORDER BY 1"))
                .containsExactly("closed", "hidden", "own");
    }

    @Test
    void what_another_than_the_owner_gave_is_told_and_not_planned_for_ever() {
        converge(builder().build());
        database.execute(
                "GRANT UPDATE ON content_archive TO " + user + " WITH GRANT OPTION",
                "SET ROLE " + user,
                "GRANT UPDATE ON content_archive TO " + anon,
                "RESET ROLE");

        DatabasePlan plan = plan(builder().build());

        assertThat(plan.changes()).isEmpty();
        String wider = "archive public.content_archive of public.content: public.content_archive is open wider by ";
        assertThat(plan.notes())
                .containsExactlyInAnyOrder(
                        wider + "UPDATE of \"" + anon + "\", given by \"" + user + "\", who alone can revoke it",
                        wider + "UPDATE of \"" + user + "\", who has given it on, which has to be revoked first");
        database.execute("SET ROLE " + user, "REVOKE UPDATE ON content_archive FROM " + anon, "RESET ROLE");
        converge(builder().build(), "revoke *");
        assertThat(database.one("SELECT has_table_privilege('" + user + "', 'content_archive', 'UPDATE')"))
                .isEqualTo("f");
    }

    @Test
    void a_grant_that_is_declared_for_the_archive_is_its_own() {
        DatabaseSetup setup = builder()
                .grant(Grant.onTable("content_archive", anon, Grant.Privilege.SELECT))
                .build();

        converge(setup);

        assertThat(database.one("SELECT has_table_privilege('" + anon + "', 'content_archive', 'SELECT')"))
                .isEqualTo("t");
    }

    @Test
    void a_new_archive_is_as_closed_as_its_source_will_be() {
        String reader = "reader_" + database.name();
        database.execute(
                "CREATE ROLE " + reader,
                "CREATE TABLE wide (id bigint, created_at timestamptz NOT NULL)",
                "GRANT ALL ON wide TO " + reader,
                "GRANT UPDATE (id) ON wide TO " + reader,
                "ALTER TABLE wide ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY everything ON wide USING (true)");
        DatabaseSetup setup = DatabaseSetup.builder()
                .archive(archive("wide", "wide_archive", "created_at"))
                .grant(Grant.onTable("wide", reader, Grant.Privilege.SELECT).andNothingElse())
                .rowLevelSecurity(RowLevelSecurity.on("wide")
                        .policy(Policy.named("wide_archive")
                                .on(Policy.Command.SELECT)
                                .using("id > 7")
                                .build())
                        .noOtherPolicies()
                        .build())
                .build();

        apply(setup, "*");

        assertThat(plan(setup).changes()).isEmpty();
        assertThat(database.query("SELECT privilege_type FROM information_schema.role_table_grants"
                        + " WHERE table_name = 'wide_archive' AND grantee = '" + reader + "'"))
                .containsExactly("SELECT");
        database.execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }

    @Test
    void a_source_without_row_level_security_leaves_its_archive_without_it() {
        database.execute("ALTER TABLE content DISABLE ROW LEVEL SECURITY");

        converge(builder().build());

        assertThat(database.query("SELECT 1 FROM pg_class WHERE relname LIKE 'content_archive%' AND relrowsecurity"))
                .isEmpty();
    }

    @Test
    void an_archive_of_another_owner_belongs_to_that_of_its_source() {
        database.execute("ALTER TABLE content OWNER TO " + user);

        converge(builder().build());

        assertThat(database.query(
                        "SELECT DISTINCT relowner::regrole FROM pg_class WHERE relname LIKE 'content_archive%'"
                                + " AND relkind IN ('r', 'p')"))
                .containsExactly(user);
    }

    @Test
    void a_table_that_can_be_no_archive_is_told() {
        database.execute(
                "CREATE TABLE plain (created_at timestamptz)",
                "CREATE TABLE other (id bigint) PARTITION BY RANGE (id)",
                "CREATE TABLE listed (created_at timestamptz) PARTITION BY LIST (created_at)");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(DatabaseSetup.builder()
                        .archive(archive("content", "plain", "created_at"))
                        .archive(archive("content", "other", "created_at"))
                        .archive(archive("content", "listed", "created_at"))
                        .archive(archive("content", "a", "status"))
                        .archive(archive("absent", "b", "created_at"))
                        .build()))
                .withMessage("the declaration does not fit the database: archive public.plain of public.content:"
                        + " public.plain is partitioned by nothing, not by RANGE (created_at); archive public.other of"
                        + " public.content: public.other has no column created_at; it has id; archive public.listed of"
                        + " public.content: public.listed is partitioned by LIST (created_at), not by RANGE (created_at);"
                        + " archive public.a of public.content: status is text; it must be timestamptz, timestamp or date;"
                        + " archive public.b of public.absent: there is no table public.absent");
    }

    private void fill() {
        database.execute(
                "INSERT INTO content_archive (id, number, user_id, status, created_at) VALUES (1, 1, 1, 'draft',"
                        + " '2024-02-01'), (2, 2, 2, 'draft', '2024-02-01'), (3, 3, 1, 'hidden', '2024-05-01'), (4, 4, 2, 'x',"
                        + " '2024-08-01')");
    }

    private static Archive archive(String source, String target, String column) {
        return Archive.of(source)
                .into(target)
                .by(column)
                .olderThan(Period.ofMonths(6))
                .build();
    }

    private static DatabaseSetup.Builder builder() {
        return DatabaseSetup.builder()
                .clock(() -> Instant.parse("2024-02-01T00:00:00Z"))
                .archive(archive("content", "content_archive", "created_at"))
                .partitions(TimePartitions.of("content_archive")
                        .by("created_at")
                        .every(CalendarInterval.QUARTER)
                        .startingAt(LocalDate.of(2024, 1, 1))
                        .ahead(2)
                        .build());
    }

    /** What {@code role}, as the user 1, gets: rows, or the state of a refusal. */
    private List<String> as(String role, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET app.id = '1'");
            statement.execute("SET ROLE " + role);
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            } catch (SQLException e) {
                rows.add(e.getSQLState());
            }
            return rows;
        }
    }
}
