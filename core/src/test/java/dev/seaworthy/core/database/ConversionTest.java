package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConversionTest extends DatabaseTest {
    private static final String ALLOWED = "partition table public.content";

    private final String reader;

    ConversionTest(PostgresServer server) {
        super(server);
        this.reader = "reader_" + database.name();
    }

    @BeforeEach
    void createTable() {
        database.execute("""
                CREATE TABLE users (id bigint PRIMARY KEY)""", """
                CREATE TABLE content (id bigint GENERATED ALWAYS AS IDENTITY, number serial, user_id bigint REFERENCES users,
                  status text CHECK (status <> ''), year int GENERATED ALWAYS AS (length(status)) STORED,
                  created_at timestamptz NOT NULL, PRIMARY KEY (id, created_at))""", """
                CREATE INDEX idx_status ON content (lower(status)) WITH (fillfactor = 70) WHERE status <> 'archived'""", """
                CREATE INDEX idx_recent ON content (created_at DESC, user_id) INCLUDE (status)""", """
                INSERT INTO users SELECT generate_series(1, 10)""", """
                INSERT INTO content (user_id, status, created_at)
                SELECT 1 + n % 10, 'draft', '2024-06-01'::timestamptz + n * interval '1 hour' FROM generate_series(1, 1000) n""");
    }

    @Test
    void a_plain_table_becomes_the_first_partition_of_a_new_one() {
        String indexFiles = indexFiles();
        DatabaseSetup setup = at("2024-07-10T12:00:00Z");

        assertThat(plan(setup).refused())
                .extracting(Change::toString)
                .containsExactly(
                        "partition table public.content: it is not partitioned (DANGEROUS: another table takes its"
                                + " name, and it becomes the partition content_legacy; between the steps rows from"
                                + " 2024-08-01T00:00 on are refused)");
        converge(setup, ALLOWED);

        assertThat(database.one("SELECT count(DISTINCT id) FROM content")).isEqualTo("1000");
        assertThat(database.query("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE"
                        + " inhparent = 'content'::regclass ORDER BY 1"))
                .containsExactly("content_2024_08", "content_2024_09", "content_legacy");
        assertThat(indexFiles()).as("no index is built again").isEqualTo(indexFiles);
        assertThat(database.query("SELECT conname FROM pg_constraint WHERE conname LIKE '%_sw%'"))
                .isEmpty();
    }

    @Test
    void what_is_written_afterwards_goes_on_where_it_was() {
        converge(at("2024-07-10T12:00:00Z"), ALLOWED);

        assertThat(
                        database.query(
                                "INSERT INTO content (user_id, status, created_at) VALUES (1, 'a', '2024-07-11'), (2, 'b',"
                                        + " '2024-08-11') RETURNING id || ' ' || number || ' ' || year || ' ' || tableoid::regclass"))
                .containsExactly("1001 1001 1 content_legacy", "1002 1002 1 content_2024_08");
        for (String refused : List.of(
                "INSERT INTO content (user_id, created_at) VALUES (11, '2024-08-11')",
                "INSERT INTO content (status, created_at) VALUES ('', '2024-08-11')",
                "DELETE FROM users WHERE id = 2")) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> database.execute(refused));
        }
        assertThat(database.one("SELECT pg_get_serial_sequence('content', 'number')"))
                .isEqualTo("public.content_number_seq");
    }

    @Test
    void the_table_is_as_closed_as_before_and_its_partitions_are_closed_to_all() {
        database.execute(
                "CREATE ROLE " + reader,
                "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC",
                "GRANT SELECT, INSERT ON content TO " + reader,
                "GRANT UPDATE (status) ON content TO " + reader + " WITH GRANT OPTION",
                "COMMENT ON TABLE content IS 'it''s \\ ours'",
                "COMMENT ON COLUMN content.status IS 'a status'",
                "COMMENT ON INDEX idx_status IS 'an index'",
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON content FOR SELECT TO " + reader
                        + " USING (user_id = 3 AND id IN (SELECT c.id FROM content c WHERE false OR true))",
                "CREATE POLICY not_x ON content AS RESTRICTIVE USING (status <> 'x')");
        String before = facts();

        converge(at("2024-07-10T12:00:00Z"), ALLOWED);

        assertThat(facts()).isEqualTo(before);
        assertThat(database.query("""
                        SELECT c.relname || ' ' || relrowsecurity || relforcerowsecurity || ' ' || a.grantee::regrole
                        FROM pg_class c CROSS JOIN LATERAL aclexplode(relacl) a
                        WHERE relname LIKE 'content_%' AND relkind = 'r' GROUP BY 1 ORDER BY 1"""))
                .containsExactly(
                        "content_2024_08 truefalse postgres",
                        "content_2024_09 truefalse postgres",
                        "content_legacy truefalse postgres");
        database.execute(
                "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC",
                "DROP OWNED BY " + reader,
                "DROP ROLE " + reader);
    }

    @Test
    void indexes_and_row_level_security_of_the_declaration_come_first_and_hold_after() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .clock(() -> Instant.parse("2024-07-10T12:00:00Z"))
                .partitions(months())
                .index(Index.named("idx_user").on("content").columns("user_id").build())
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("all")
                                .on(Policy.Command.SELECT)
                                .using("user_id > 0")
                                .build())
                        .build())
                .build();

        assertThat(plan(setup).notes())
                .contains(
                        "partitions of public.content: public.content is partitioned by a plan that changes nothing else"
                                + " of it");
        apply(setup);
        assertThat(changes(setup)).containsExactly(ALLOWED);
        converge(setup, ALLOWED);
    }

    @Test
    void an_owner_without_other_rights_can_do_it() {
        database.execute(
                "CREATE ROLE " + reader + " LOGIN",
                "GRANT CREATE, USAGE ON SCHEMA public TO " + reader,
                "ALTER TABLE content OWNER TO " + reader,
                "ALTER TABLE users OWNER TO " + reader,
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE content FORCE ROW LEVEL SECURITY");
        DatabaseSetup setup = at("2024-07-10T12:00:00Z");
        DataSource owner = database.dataSource(reader);

        setup.apply(setup.plan(owner).allow(ALLOWED), owner);

        assertThat(setup.plan(owner).changes()).isEmpty();
        assertThat(database.one("SELECT count(*) FROM content")).isEqualTo("1000");
        database.execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }

    @Test
    void each_step_says_its_lock_and_the_long_one_lets_writers_go_on() {
        assertThat(plan(at("2024-07-10T12:00:00Z")).changes().get(0).steps())
                .extracting(Step::lockLine)
                .containsExactly(
                        "locks public.content: ACCESS EXCLUSIVE; reads and writes wait for a moment",
                        "locks public.content: SHARE UPDATE EXCLUSIVE; reads and writes go on",
                        "locks public.content, and public.users to which it refers: ACCESS EXCLUSIVE; reads and writes wait"
                                + " for a moment",
                        "locks public.users, to which public.content refers: SHARE ROW EXCLUSIVE; writes wait for a"
                                + " moment");
    }

    @Test
    void a_run_that_was_cut_off_is_gone_on_with() {
        DatabaseSetup setup = at("2024-07-10T12:00:00Z");
        List<Step> steps = plan(setup).changes().get(0).steps();
        database.execute(steps.get(0).statements().get(0));

        assertThat(plan(setup).changes().get(0).steps()).isEqualTo(steps.subList(1, 4));
        assertThat(plan(setup).notes())
                .containsExactly(
                        "a run that partitions public.content was cut off: until it is finished, or the constraint"
                                + " content_swpartition is dropped, rows from 2024-08-01T00:00 on are refused");
        database.execute(steps.get(1).statements().get(0));
        assertThat(plan(setup).changes().get(0).steps()).isEqualTo(steps.subList(2, 4));
        assertThat(plan(at("2024-07-29T12:00:00Z")).changes().get(0).steps()).isEqualTo(steps.subList(2, 4));
        converge(at("2024-07-29T12:00:00Z"), ALLOWED);
    }

    @Test
    void a_bound_of_a_run_that_was_cut_off_long_ago_is_put_off() {
        database.execute(plan(at("2024-07-10T12:00:00Z"))
                .changes()
                .get(0)
                .steps()
                .get(0)
                .statements()
                .get(0));
        DatabaseSetup later = at("2024-07-31T12:00:00Z");

        assertThat(plan(later).changes().get(0).steps().get(0).statements())
                .containsExactly(
                        "ALTER TABLE \"public\".\"content\" DROP CONSTRAINT \"content_swpartition\", ADD CONSTRAINT"
                                + " \"content_swpartition\" CHECK (\"created_at\" IS NOT NULL AND \"created_at\" < '2024-09-01"
                                + " 00:00:00+00') NOT VALID");
        converge(later, ALLOWED);
    }

    @Test
    void a_bound_of_another_column_is_replaced() {
        database.execute("ALTER TABLE content ADD COLUMN \"updated At\" timestamptz DEFAULT '2024-06-01'");
        database.execute(
                "ALTER TABLE content ADD CONSTRAINT content_swpartition CHECK (\"updated At\" IS NOT NULL AND \"updated"
                        + " At\" < '2024-08-01 00:00:00+00')");
        DatabaseSetup setup = at("2024-07-10T12:00:00Z");

        assertThat(plan(setup).changes().get(0).steps().get(0).statements())
                .containsExactly(
                        "ALTER TABLE \"public\".\"content\" DROP CONSTRAINT \"content_swpartition\", ADD CONSTRAINT"
                                + " \"content_swpartition\" CHECK (\"created_at\" IS NOT NULL AND \"created_at\" < '2024-08-01"
                                + " 00:00:00+00') NOT VALID");
        converge(setup, ALLOWED);
    }

    @Test
    void what_only_the_swap_would_meet_is_told_before() {
        String other = "other_" + database.name();
        database.execute(
                "CREATE ROLE " + reader + " LOGIN",
                "CREATE ROLE " + other,
                "GRANT CREATE, USAGE ON SCHEMA public TO " + reader + ", " + other,
                "GRANT SELECT ON content TO " + other + " WITH GRANT OPTION",
                "ALTER TABLE content OWNER TO " + reader,
                "SET ROLE " + other,
                "GRANT SELECT ON content TO PUBLIC",
                "RESET ROLE");
        DatabaseSetup setup = at("2024-07-10T12:00:00Z");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> setup.plan(database.dataSource(reader)))
                .withMessageContaining("this role has no REFERENCES on public.users, to which it refers")
                .withMessageContaining("everyone was given SELECT by " + other + ", not by its owner");
        database.execute(
                "GRANT REFERENCES (id) ON users TO " + reader, "REVOKE SELECT ON content FROM " + other + " CASCADE");
        setup.apply(setup.plan(database.dataSource(reader)).allow(ALLOWED), database.dataSource(reader));

        assertThat(setup.plan(database.dataSource(reader)).changes()).isEmpty();
        database.execute("DROP OWNED BY " + reader + ", " + other, "DROP ROLE " + reader + ", " + other);
    }

    @Test
    void a_bound_of_a_run_that_can_not_go_on_is_dropped_without_leave() {
        DatabaseSetup setup = at("2024-07-10T12:00:00Z");
        database.execute(
                plan(setup).changes().get(0).steps().get(0).statements().get(0));
        database.execute(
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER audit BEFORE INSERT ON content FOR EACH ROW EXECUTE FUNCTION f()");

        assertThat(plan(setup).refused()).isEmpty();
        assertThat(changes(setup)).containsExactly("give up partitioning table public.content");
        assertThat(plan(setup).notes())
                .anyMatch(note -> note.contains("trigger audit is on it") && note.contains("content_swpartition"));
        apply(setup);

        database.execute("INSERT INTO content (created_at) VALUES ('2030-01-01')");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup))
                .withMessageContaining("trigger audit is on it");
    }

    @Test
    void only_the_next_partition_is_made_while_the_table_is_locked() {
        List<Step> steps = plan(at("2024-07-10T12:00:00Z")).changes().get(0).steps();

        assertThat(steps.get(2).statements())
                .filteredOn(sql -> sql.contains(" PARTITION OF "))
                .hasSize(1);
        assertThat(steps.get(3).statements().get(0)).startsWith("CREATE TABLE \"public\".\"content_2024_09\"");
    }

    @Test
    void whoever_waits_for_the_table_does_not_wait_for_a_table_that_it_refers_to() throws SQLException {
        DatabaseSetup setup = DatabaseSetup.builder()
                .clock(() -> Instant.parse("2024-07-10T12:00:00Z"))
                .partitions(months())
                .lockTimeout(Duration.ofSeconds(30))
                .attempts(1)
                .build();
        DatabasePlan plan = plan(setup).allow(ALLOWED);
        try (Connection writer = database.dataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("UPDATE users SET id = id WHERE id = 1");
            long start = System.nanoTime();

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> setup.apply(plan, database.dataSource()))
                    .withMessageContaining("partition table public.content failed");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            writer.commit();
        }
        converge(setup, ALLOWED);
    }

    @Test
    void the_sequence_of_an_identity_keeps_its_name_its_grants_and_its_comment() {
        database.execute(
                "CREATE ROLE " + reader,
                "GRANT USAGE ON SEQUENCE content_id_seq TO " + reader,
                "COMMENT ON SEQUENCE content_id_seq IS 'numbers'",
                "COMMENT ON CONSTRAINT content_pkey ON content IS 'a key'",
                "COMMENT ON CONSTRAINT content_status_check ON content IS 'a check'",
                "ALTER TABLE content ALTER COLUMN status SET STATISTICS 321, ALTER COLUMN status SET (n_distinct = 5)",
                "ALTER TABLE content SET (toast.autovacuum_enabled = off)");

        converge(at("2024-07-10T12:00:00Z"), ALLOWED);

        assertThat(database.one("SELECT pg_get_serial_sequence('content', 'id')"))
                .isEqualTo("public.content_id_seq");
        assertThat(database.one("SELECT nextval('content_id_seq')")).isEqualTo("1001");
        assertThat(database.one("SELECT has_sequence_privilege('" + reader + "', 'content_id_seq', 'USAGE') || ' ' ||"
                        + " obj_description('content_id_seq'::regclass)"))
                .isEqualTo("true numbers");
        assertThat(database.query("SELECT obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE conrelid ="
                        + " 'content'::regclass AND obj_description(oid, 'pg_constraint') IS NOT NULL ORDER BY 1"))
                .containsExactly("a check", "a key");
        assertThat(database.query(
                        "SELECT attstattarget || ' ' || attoptions::text FROM pg_attribute WHERE attname = 'status'"
                                + " AND attrelid::regclass::text LIKE 'content%' AND attstattarget > 0"))
                .hasSize(4)
                .containsOnly("321 {n_distinct=5}");
        assertThat(database.one(
                        "SELECT count(*) FROM pg_class c JOIN pg_class t ON t.oid = c.reltoastrelid WHERE c.relname"
                                + " LIKE 'content%' AND t.reloptions = '{autovacuum_enabled=off}'"))
                .isEqualTo("3");
        database.execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }

    @Test
    void what_stands_in_the_way_is_told_all_at_once_and_nothing_is_changed() {
        database.execute(
                "CREATE TABLE plain (id bigint PRIMARY KEY, at date, code text UNIQUE, EXCLUDE (code WITH =), total int)",
                "CREATE TABLE note (plain_id bigint CONSTRAINT of_plain REFERENCES plain)",
                "CREATE VIEW seen AS SELECT id FROM plain",
                "CREATE MATERIALIZED VIEW kept AS SELECT id FROM plain",
                "CREATE TABLE holder (row plain)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER audit BEFORE INSERT ON plain FOR EACH ROW EXECUTE FUNCTION f()",
                "CREATE RULE nothing AS ON DELETE TO plain DO INSTEAD NOTHING",
                "CREATE TABLE child () INHERITS (plain)",
                "ALTER TABLE plain ADD CONSTRAINT later CHECK (total > 0) NOT VALID",
                "ALTER TABLE plain REPLICA IDENTITY FULL",
                "CREATE PUBLICATION pub FOR TABLE plain",
                "CREATE POLICY by_plain ON users USING (id IN (SELECT p.id FROM plain p))",
                "CREATE TABLE plain_legacy ()",
                "INSERT INTO plain (id) VALUES (1)");
        DatabaseSetup setup = DatabaseSetup.builder()
                .partitions(TimePartitions.of("plain")
                        .by("at")
                        .every(CalendarInterval.MONTH)
                        .build())
                .build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup))
                .withMessageStartingWith("the declaration does not fit the database: partitions of public.plain:"
                        + " public.plain can't be partitioned: ")
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()))
                        .contains(
                                "primary key plain_pkey lacks at",
                                "unique index plain_code_key lacks at",
                                "constraint plain_code_excl is an exclusion constraint",
                                "foreign key of_plain of public.note refers to it",
                                "rule _RETURN on view public.seen depends on it",
                                "rule _RETURN on materialized view public.kept depends on it",
                                "rule nothing on table public.plain depends on it",
                                "column row of table public.holder depends on it",
                                "policy by_plain on table public.users depends on it",
                                "trigger audit is on it",
                                "public.child inherits from it",
                                "constraint later is not validated",
                                "it has a REPLICA IDENTITY",
                                "publication pub publishes it",
                                "the name plain_legacy is taken",
                                "it has rows whose at is null, or "));
        assertThat(database.one("SELECT relkind FROM pg_class WHERE relname = 'plain'"))
                .isEqualTo("r");
    }

    @Test
    void a_writer_that_holds_the_table_lets_the_swap_wait_and_give_up_in_time() throws SQLException {
        DatabaseSetup setup = DatabaseSetup.builder()
                .clock(() -> Instant.parse("2024-07-10T12:00:00Z"))
                .partitions(months())
                .lockTimeout(Duration.ofMillis(100))
                .attempts(2)
                .build();
        DatabasePlan plan = plan(setup).allow(ALLOWED);
        try (Connection writer = database.dataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("DELETE FROM content WHERE id = 1");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> setup.apply(plan, database.dataSource()))
                    .withMessageContaining("partition table public.content failed, with these transactions open");
            writer.commit();
        }
        converge(setup, ALLOWED);
        assertThat(database.one("SELECT count(*) FROM content")).isEqualTo("999");
    }

    @Test
    @Tag("endurance")
    void no_writer_fails_or_waits_long_while_the_table_is_swapped_and_no_row_is_lost() throws Exception {
        database.execute(
                "INSERT INTO content (user_id, status, created_at) SELECT 1 + n % 10, 'draft', '2024-06-01'::timestamptz + n"
                        + " * interval '1 second' FROM generate_series(1, " + Endurance.size(50_000, 2_000_000)
                        + ") n");
        long before = Long.parseLong(database.one("SELECT count(*) FROM content"));
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Long>> longest = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                longest.add(writers.submit(writer(isOver, written)));
            }
            while (written.get() < 100) {
                Thread.onSpinWait();
            }
            converge(at("2024-07-10T12:00:00Z"), ALLOWED);
            long swapped = written.get();
            while (written.get() < swapped + 100) {
                Thread.onSpinWait();
            }
            isOver.set(true);
            for (Future<Long> each : longest) {
                assertThat(Duration.ofNanos(each.get(1, TimeUnit.MINUTES))).isLessThan(Duration.ofSeconds(4));
            }
        } finally {
            isOver.set(true);
            writers.shutdownNow();
            assertThat(writers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(database.one("SELECT count(DISTINCT id) || ' ' || count(*) FROM content"))
                .isEqualTo((before + written.get()) + " " + (before + written.get()));
    }

    /** Writes with one prepared statement, and returns how long the longest took, in nanoseconds. */
    private Callable<Long> writer(AtomicBoolean isOver, AtomicLong written) {
        return () -> {
            long longest = 0;
            try (Connection connection = database.dataSource().getConnection();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO content (user_id, status, created_at) VALUES (1, 'new', '2024-07-10')")) {
                while (!isOver.get()) {
                    long start = System.nanoTime();
                    insert.executeUpdate();
                    longest = Math.max(longest, System.nanoTime() - start);
                    written.incrementAndGet();
                }
            }
            return longest;
        };
    }

    /** What the table lets whom do, and says of itself. */
    private String facts() {
        return String.join("\n", database.query("""
                SELECT relacl::text || ' ' || relrowsecurity || relforcerowsecurity || ' ' || relowner || ' '
                       || obj_description(oid, 'pg_class') FROM pg_class WHERE oid = 'content'::regclass
                UNION ALL SELECT polname || polcmd::text || polpermissive || polroles::text
                                 || pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = 'content'::regclass
                UNION ALL SELECT attname || attacl::text FROM pg_attribute WHERE attrelid = 'content'::regclass
                                 AND attacl IS NOT NULL
                UNION ALL SELECT col_description('content'::regclass, attnum) FROM pg_attribute
                                 WHERE attrelid = 'content'::regclass AND attname = 'status'
                UNION ALL SELECT obj_description('idx_status'::regclass, 'pg_class')
                ORDER BY 1"""));
    }

    private String indexFiles() {
        return String.join(" ", database.query("""
                SELECT pg_relation_filenode(indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = indrelid
                WHERE c.relname IN ('content', 'content_legacy') AND c.relkind = 'r' ORDER BY 1"""));
    }

    private static DatabaseSetup at(String now) {
        return DatabaseSetup.builder()
                .clock(() -> Instant.parse(now))
                .partitions(months())
                .build();
    }

    private static TimePartitions months() {
        return TimePartitions.of("content")
                .by("created_at")
                .every(CalendarInterval.MONTH)
                .ahead(2)
                .build();
    }
}
