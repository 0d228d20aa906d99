package dev.seaworthy.core.database.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RowAccessTest {
    private static final String ID = "(SELECT nullif(current_setting('app.user_id', true), '')::bigint)";

    private final TestDatabase database;
    private final String user;
    private final String owner;

    RowAccessTest(PostgresServer server) {
        this.database = server.database();
        this.user = "user_" + database.name();
        this.owner = "owner_" + database.name();
    }

    @BeforeEach
    void createTable() {
        database.execute(
                "CREATE ROLE " + user,
                "CREATE ROLE " + owner,
                "CREATE TABLE users (id bigint PRIMARY KEY)",
                """
                CREATE TABLE content (id bigint GENERATED ALWAYS AS IDENTITY, user_id bigint REFERENCES users,
                  at timestamptz NOT NULL, title text NOT NULL, year int GENERATED ALWAYS AS (length(title)) STORED,
                  PRIMARY KEY (id, at)) PARTITION BY RANGE (at)""",
                "CREATE TABLE content_2024 PARTITION OF content FOR VALUES FROM ('2024-01-01Z') TO ('2025-01-01Z')",
                "CREATE TABLE content_2025 PARTITION OF content FOR VALUES FROM ('2025-01-01Z') TO ('2026-01-01Z')",
                "ALTER TABLE content OWNER TO " + owner,
                "GRANT SELECT, INSERT, UPDATE, DELETE ON content, users TO " + user,
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE content FORCE ROW LEVEL SECURITY",
                "CREATE POLICY own ON content USING (user_id = " + ID + ")");
    }

    @AfterEach
    void drop() {
        database.execute("DROP OWNED BY " + user + ", " + owner + " CASCADE", "DROP ROLE " + user + ", " + owner);
        database.close();
    }

    @Test
    void of_a_healthy_table_each_has_its_own_rows() {
        AccessMatrix matrix = test();

        assertThat(matrix.toString()).startsWith("""
                public.content as %s
                  SELECT    own
                  INSERT    own
                  UPDATE    own
                  DELETE    own
                  GIVE      -
                public.content as %s
                  SELECT    own
                  INSERT    own
                  UPDATE    own
                  DELETE    own
                  GIVE      -
                public.content_2024 as %s
                  SELECT    -
                  INSERT    -
                """.formatted(user, owner, user));
        assertThat(matrix.faults()).isEmpty();
    }

    @Test
    void nothing_is_left() {
        test();

        assertThat(database.one("SELECT count(*) FROM content")).isEqualTo("0");
        assertThat(database.one("SELECT count(*) FROM users")).isEqualTo("0");
        assertThat(database.one("SELECT count(*) FROM pg_inherits WHERE inhparent = 'content'::regclass"))
                .isEqualTo("2");
    }

    @Test
    void an_owner_who_passes_by_the_policies_is_seen() {
        database.execute("ALTER TABLE content NO FORCE ROW LEVEL SECURITY");

        assertThat(test().faults())
                .contains(
                        owner + " can see another's row in public.content",
                        owner + " can delete nobody's row in public.content")
                .allMatch(fault -> fault.startsWith(owner));
    }

    @Test
    void a_row_that_can_be_given_away_is_seen() {
        database.execute(
                "DROP POLICY own ON content",
                "CREATE POLICY see ON content FOR SELECT USING (true)",
                "CREATE POLICY change ON content FOR UPDATE USING (user_id = " + ID + ") WITH CHECK (true)");

        assertThat(test().faults())
                .contains(
                        user + " can make its own row another's in public.content",
                        user + " can make its own row nobody's in public.content")
                .doesNotContain(user + " can change another's row in public.content");
    }

    @Test
    void a_row_that_can_be_taken_is_seen() {
        database.execute(
                "DROP POLICY own ON content",
                "CREATE POLICY change ON content USING (true) WITH CHECK (user_id = " + ID + ")");

        assertThat(test().faults())
                .contains(user + " can change another's row in public.content")
                .doesNotContain(user + " can insert another's row in public.content");
    }

    @Test
    void each_partition_that_is_open_is_seen_wherever_the_rows_of_now_go() {
        database.execute("GRANT SELECT ON content_2024, content_2025 TO " + user);

        assertThat(test().faults())
                .contains(
                        user + " can see another's row in public.content_2024",
                        user + " can see nobody's row in public.content_2025");
    }

    @Test
    void a_view_that_passes_by_the_policies_is_seen_and_one_that_does_not_is_not() {
        database.execute("CREATE VIEW titles AS SELECT id, title FROM content", "GRANT SELECT ON titles TO " + user);

        assertThat(test().faults())
                .containsExactly(
                        user + " can see another's row in public.titles",
                        user + " can see nobody's row in public.titles");
        database.execute("ALTER VIEW titles OWNER TO " + owner);

        assertThat(test().faults()).isEmpty();
    }

    @Test
    void another_column_than_the_owners_that_is_open_is_seen() {
        database.execute(
                "REVOKE UPDATE ON content FROM " + user,
                "GRANT UPDATE (title) ON content TO " + user,
                "CREATE POLICY open ON content FOR UPDATE USING (true) WITH CHECK (true)",
                "CREATE POLICY seen ON content FOR SELECT USING (true)");

        assertThat(test().faults()).contains(user + " can change another's row in public.content");
    }

    @Test
    void a_view_that_shows_a_row_twice_is_seen() {
        database.execute(
                "CREATE VIEW twice AS SELECT * FROM content UNION ALL SELECT * FROM content",
                "GRANT SELECT ON twice TO " + user);

        assertThat(test().faults()).contains(user + " can see another's row in public.twice");
    }

    @Test
    void a_materialized_view_and_a_view_of_it_are_seen() {
        database.execute(
                "CREATE MATERIALIZED VIEW kept AS SELECT title FROM content",
                "CREATE VIEW of_kept AS SELECT * FROM kept",
                "GRANT SELECT ON of_kept TO " + user);

        assertThat(test().faults()).contains(user + " can see another's row in public.of_kept");
    }

    @Test
    void a_table_with_rows_and_one_that_is_not_there_are_refused() {
        database.execute("INSERT INTO content (at, title) VALUES ('2024-05-01Z', 'secret')");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(this::test)
                .withMessage(
                        "table public.content has rows: access is tried in a database of tests, in an empty table");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> test(RowAccess.of("nothing").ownedBy("user_id")))
                .withMessage("there is no table public.nothing");
    }

    @Test
    void what_is_missing_is_said() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> test(RowAccess.of("content").ownedBy("user_id")))
                .withMessageStartingWith("no row of public.content could be made: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowAccess.of("content").build())
                .withMessage("test of access to public.content needs ownedBy, otherOwner and as");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowAccess.of("content")
                        .ownedBy("user_id")
                        .otherOwner("8")
                        .build())
                .withMessageContaining("needs ownedBy, otherOwner and as");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowAccess.of("content")
                        .ownedBy("user_id")
                        .otherOwner("7")
                        .as(Identity.of(user, "7"))
                        .build())
                .withMessage("otherOwner must be nobody who asks: test of access to public.content");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identity.of("", "7"))
                .withMessage("role must have 1 to 63 bytes: ");
    }

    @Test
    void a_value_may_have_an_operator_with_a_question_mark() {
        database.execute("ALTER TABLE content ADD tagged boolean");

        assertThat(test(content().value("tagged", "'{\"a\": 1}'::jsonb ? 'a'")).faults())
                .isEmpty();
    }

    @Test
    void a_child_by_inheritance_is_tried_too() {
        database.execute(
                "CREATE TABLE note (user_id bigint, at timestamptz, title text)",
                "CREATE TABLE note_of_today () INHERITS (note)",
                "CREATE TABLE note_of_both () INHERITS (note, note_of_today)",
                "GRANT SELECT ON note, note_of_both TO " + user,
                "ALTER TABLE note ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON note USING (user_id = " + ID + ")");

        AccessMatrix matrix = test(RowAccess.of("note").ownedBy("user_id"));

        assertThat(matrix.faults())
                .containsExactly(
                        user + " can see another's row in public.note_of_both",
                        user + " can see nobody's row in public.note_of_both");
        assertThat(matrix.accesses().stream().map(AccessMatrix.Access::relation).distinct())
                .containsExactly("public.note", "public.note_of_both", "public.note_of_today");
    }

    @Test
    void a_foreign_partition_is_refused_rather_than_passed_over() {
        database.execute(
                "CREATE FOREIGN DATA WRAPPER nowhere",
                "CREATE SERVER far FOREIGN DATA WRAPPER nowhere",
                "CREATE TABLE note (user_id bigint) PARTITION BY LIST (user_id)",
                "CREATE FOREIGN TABLE note_7 PARTITION OF note FOR VALUES IN (7) SERVER far");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> test(RowAccess.of("note").ownedBy("user_id")))
                .withMessage("public.note_7 is a foreign table: access to such can't be tried");
    }

    @Test
    void a_row_that_must_have_an_owner_is_nobodys_for_no_one() {
        database.execute(
                "ALTER TABLE content ALTER user_id SET NOT NULL", "ALTER TABLE content DISABLE ROW LEVEL SECURITY");

        assertThat(test().faults())
                .contains(user + " can see another's row in public.content")
                .doesNotContain(user + " can see nobody's row in public.content");
    }

    @Test
    void a_partition_with_partitions_is_refused() {
        database.execute("CREATE TABLE content_2026 PARTITION OF content FOR VALUES FROM ('2026-01-01Z') TO"
                + " ('2027-01-01Z') PARTITION BY RANGE (at)");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(this::test)
                .withMessage("public.content_2026 is a partition with partitions: access to such can't be tried");
    }

    @Test
    void users_of_supabase_say_who_they_are_by_their_claims() {
        UUID id = UUID.fromString("00000000-0000-0000-0000-000000000007");

        assertThat(Identity.supabaseUser(id).statements())
                .containsExactly(
                        "SET LOCAL request.jwt.claims = '{\"sub\":\"" + id + "\",\"role\":\"authenticated\"}'");
        assertThat(Identity.supabaseAnonymous().statements())
                .containsExactly("SET LOCAL request.jwt.claims = '{\"role\":\"anon\"}'");
        assertThat(Identity.supabaseUser(id)).hasToString("authenticated");
    }

    private AccessMatrix test() {
        return test(content());
    }

    private static RowAccess.Builder content() {
        return RowAccess.of("content")
                .ownedBy("user_id")
                .value("at", "'2024-05-01Z'")
                .value("title", "'x'")
                .given("INSERT INTO users VALUES (7), (8)");
    }

    private AccessMatrix test(RowAccess.Builder access) {
        return access.otherOwner("8")
                .as(Identity.of(user, "7").saying("SET LOCAL app.user_id = '7'"))
                .as(Identity.of(owner, "7").saying("SET LOCAL app.user_id = '7'"))
                .build()
                .test(database.dataSource());
    }
}
