package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionSetupTest extends DatabaseTest {
    private static final String NOW = "2024-02-29T23:30:00Z";

    PartitionSetupTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTable() {
        database.execute("""
                CREATE TABLE archive (id bigint, "Title" text, created_at timestamptz NOT NULL, PRIMARY KEY (id, created_at))
                PARTITION BY RANGE (created_at)""");
    }

    @Test
    void makes_partitions_from_the_start_to_those_ahead_of_time() {
        DatabaseSetup setup =
                at(NOW, quarters().startingAt(LocalDate.of(2023, 11, 5)).build());

        assertThat(changes(setup))
                .containsExactly(
                        "create partition public.archive_2023_q4",
                        "create partition public.archive_2024_q1",
                        "create partition public.archive_2024_q2",
                        "create partition public.archive_2024_q3");
        converge(setup);

        assertThat(bounds("archive"))
                .containsExactly(
                        "archive_2023_q4 FOR VALUES FROM ('2023-10-01 00:00:00+00') TO ('2024-01-01 00:00:00+00')",
                        "archive_2024_q1 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-04-01 00:00:00+00')",
                        "archive_2024_q2 FOR VALUES FROM ('2024-04-01 00:00:00+00') TO ('2024-07-01 00:00:00+00')",
                        "archive_2024_q3 FOR VALUES FROM ('2024-07-01 00:00:00+00') TO ('2024-10-01 00:00:00+00')");
        assertThat(database.query("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"))
                .isEmpty();
    }

    @Test
    void says_the_sql_and_the_lock_of_a_partition() {
        assertThat(plan(at(NOW, quarters().build())).toString()).startsWith("""
                + create partition public.archive_2024_q1: missing
                    BEGIN;
                    CREATE TABLE "public"."archive_2024_q1" (LIKE "public"."archive" INCLUDING ALL EXCLUDING IDENTITY, CONSTRAINT "archive_2024_q1_swbound" CHECK ("created_at" IS NOT NULL AND "created_at" >= '2024-01-01 00:00:00+00' AND "created_at" < '2024-04-01 00:00:00+00'));
                    ALTER TABLE "public"."archive" ATTACH PARTITION "public"."archive_2024_q1" FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-04-01 00:00:00+00');
                    ALTER TABLE "public"."archive_2024_q1" DROP CONSTRAINT "archive_2024_q1_swbound";
                    COMMIT;
                      -- locks public.archive: SHARE UPDATE EXCLUSIVE; reads and writes go on; if it dies, nothing is left
                """);
    }

    @Test
    void bounds_are_those_of_utc_whatever_the_zone_of_the_database() {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET timezone = 'Europe/Berlin'",
                "ALTER DATABASE " + database.name() + " SET datestyle = 'SQL, DMY'");
        TimePartitions days = TimePartitions.of("archive")
                .by("created_at")
                .every(CalendarInterval.DAY)
                .startingAt(LocalDate.of(2024, 3, 30))
                .ahead(2)
                .build();

        converge(at("2024-03-30T23:30:00Z", days));

        assertThat(bounds("archive"))
                .containsExactly(
                        "archive_2024_03_30 FOR VALUES FROM ('2024-03-30 00:00:00+00') TO ('2024-03-31 00:00:00+00')",
                        "archive_2024_03_31 FOR VALUES FROM ('2024-03-31 00:00:00+00') TO ('2024-04-01 00:00:00+00')",
                        "archive_2024_04_01 FOR VALUES FROM ('2024-04-01 00:00:00+00') TO ('2024-04-02 00:00:00+00')");
    }

    @Test
    void days_and_times_without_a_zone_are_taken_as_they_are() {
        database.execute(
                "CREATE TABLE visits (\"On\" date) PARTITION BY RANGE (\"On\")",
                "CREATE TABLE clicks (at timestamp(3)) PARTITION BY RANGE (at)",
                "ALTER DATABASE " + database.name() + " SET timezone = 'Pacific/Auckland'");

        converge(at(
                "2020-12-31T12:00:00Z",
                TimePartitions.of("visits")
                        .by("On")
                        .every(CalendarInterval.WEEK)
                        .ahead(1)
                        .build(),
                TimePartitions.of("clicks")
                        .by("at")
                        .every(CalendarInterval.MONTH)
                        .ahead(1)
                        .build()));

        assertThat(bounds("visits"))
                .containsExactly(
                        "visits_2020_w53 FOR VALUES FROM ('2020-12-28') TO ('2021-01-04')",
                        "visits_2021_w01 FOR VALUES FROM ('2021-01-04') TO ('2021-01-11')");
        assertThat(bounds("clicks"))
                .containsExactly(
                        "clicks_2020_12 FOR VALUES FROM ('2020-12-01 00:00:00') TO ('2021-01-01 00:00:00')",
                        "clicks_2021_01 FOR VALUES FROM ('2021-01-01 00:00:00') TO ('2021-02-01 00:00:00')");
    }

    @Test
    void the_database_says_what_time_it_is_unless_a_clock_is_given() {
        converge(DatabaseSetup.builder()
                .partitions(TimePartitions.of("archive")
                        .by("created_at")
                        .every(CalendarInterval.MONTH)
                        .ahead(1)
                        .build())
                .build());

        database.execute("INSERT INTO archive VALUES (1, 'x', now()), (2, 'x', now() + interval '1 month')");
        assertThat(database.one("SELECT count(*) FROM archive")).isEqualTo("2");
    }

    @Test
    void a_long_name_is_cut_and_stays_apart() {
        String name = "a".repeat(60);
        database.execute("CREATE TABLE " + name + " (at date) PARTITION BY RANGE (at)");

        converge(at(
                NOW,
                TimePartitions.of(name).by("at").every(CalendarInterval.DAY).build()));

        assertThat(bounds(name)).hasSize(5).allSatisfy(each -> assertThat(each).contains("_2024_0"));
    }

    @Test
    void partitions_are_recognised_by_their_bounds_and_not_by_their_names() {
        database.execute(
                "CREATE TABLE mine PARTITION OF archive FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2024-08-01 00:00+00')",
                "CREATE TABLE old PARTITION OF archive FOR VALUES FROM (MINVALUE) TO ('2023-10-01 00:00+00')");
        DatabaseSetup setup =
                at(NOW, quarters().startingAt(LocalDate.of(2023, 1, 1)).build());

        assertThat(changes(setup))
                .containsExactly(
                        "create partition public.archive_2023_q4", "create partition public.archive_2024_08_01");
        converge(setup);

        assertThat(bounds("archive"))
                .contains(
                        "archive_2024_08_01 FOR VALUES FROM ('2024-08-01 00:00:00+00') TO ('2024-10-01 00:00:00+00')");
    }

    @Test
    void a_part_of_an_interval_that_is_too_old_is_not_made_again() {
        TimePartitions.Builder months = TimePartitions.of("archive")
                .by("created_at")
                .every(CalendarInterval.MONTH)
                .startingAt(LocalDate.of(2024, 1, 1));
        converge(at("2024-01-15T00:00:00Z", months.build()));
        DatabaseSetup setup = at(
                "2024-02-29T00:00:00Z", quarters().dropAfter(Period.ofDays(20)).build());

        converge(setup, "*");

        assertThat(bounds("archive").get(0)).startsWith("archive_2024_02 ");
    }

    @Test
    void an_interval_that_was_changed_leaves_no_gap() {
        converge(at(
                NOW,
                TimePartitions.of("archive")
                        .by("created_at")
                        .every(CalendarInterval.MONTH)
                        .ahead(2)
                        .build()));
        converge(at(NOW, quarters().build()));

        database.execute("INSERT INTO archive SELECT n, 'x', '2024-02-29'::timestamptz + n * interval '1 day' FROM"
                + " generate_series(1, 210) n");
        assertThat(database.query("SELECT DISTINCT tableoid::regclass FROM archive ORDER BY 1"))
                .contains("archive_2024_05_01", "archive_2024_q3");
    }

    @Test
    void a_part_that_begins_within_a_day_has_the_time_in_its_name() {
        database.execute(
                "CREATE TABLE half PARTITION OF archive FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2024-05-01"
                        + " 12:30+00')");

        assertThat(changes(at(NOW, quarters().build()))).contains("create partition public.archive_2024_05_01_123000");
    }

    @Test
    void a_default_partition_that_this_role_may_not_search_is_left_to_the_attaching() {
        String keeper = "keeper_" + database.name();
        database.execute(
                "CREATE ROLE " + keeper + " LOGIN",
                "GRANT CREATE, USAGE ON SCHEMA public TO " + keeper,
                "CREATE TABLE rest PARTITION OF archive DEFAULT",
                "ALTER TABLE archive OWNER TO " + keeper,
                "ALTER TABLE rest OWNER TO " + keeper,
                "ALTER TABLE rest ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE rest FORCE ROW LEVEL SECURITY");
        DatabaseSetup setup = at(NOW, quarters().build());

        DatabasePlan plan = setup.plan(database.dataSource(keeper));
        setup.apply(plan, database.dataSource(keeper));

        assertThat(plan.notes()).anyMatch(note -> note.contains("public.rest holds rows"));
        assertThat(plan(setup).changes()).isEmpty();
        database.execute("DROP OWNED BY " + keeper, "DROP ROLE " + keeper);
    }

    @Test
    void a_default_partition_is_searched_for_five_seconds_at_most() throws SQLException {
        List<String> timeouts = new ArrayList<>();

        planWhereRestIsSearched(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW statement_timeout")) {
                row.next();
                timeouts.add(row.getString(1));
            }
        });

        assertThat(timeouts).containsExactly("5s");
    }

    @Test
    void a_default_partition_that_takes_longer_to_search_is_left_to_the_attaching() throws SQLException {
        DatabasePlan plan = planWhereRestIsSearched(connection -> {
            throw new SQLException("canceling statement due to statement timeout", "57014");
        });

        assertThat(plan.notes()).anyMatch(note -> note.contains("was not found out in 5 s"));
        assertThat(plan.changes()).isNotEmpty();
    }

    private DatabasePlan planWhereRestIsSearched(Search search) throws SQLException {
        database.execute("CREATE TABLE rest PARTITION OF archive DEFAULT");
        try (Connection real = database.dataSource().getConnection()) {
            Connection watched = (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")
                                && arguments[0].toString().contains("FROM \"public\".\"rest\" d")) {
                            search.begins(real);
                        }
                        return method.invoke(real, arguments);
                    });
            return at(NOW, quarters().build()).plan(LentDataSource.of(watched));
        }
    }

    @FunctionalInterface
    private interface Search {
        void begins(Connection connection) throws SQLException;
    }

    @Test
    void a_new_partition_has_the_replica_identity_of_the_newest() {
        converge(at(NOW, quarters().build()));
        database.execute("ALTER TABLE archive_2024_q3 REPLICA IDENTITY FULL");

        converge(at("2024-04-01T00:00:00Z", quarters().build()));

        assertThat(database.one("SELECT relreplident FROM pg_class WHERE relname = 'archive_2024_q4'"))
                .isEqualTo("f");
    }

    @Test
    void a_new_partition_has_the_replica_identity_of_the_table_if_the_newest_has_none_of_its_own() {
        converge(at(NOW, quarters().build()));
        database.execute("ALTER TABLE ONLY archive REPLICA IDENTITY FULL");

        converge(at("2024-04-01T00:00:00Z", quarters().build()));

        assertThat(database.one("SELECT relreplident FROM pg_class WHERE relname = 'archive_2024_q4'"))
                .isEqualTo("f");
    }

    @Test
    void a_replica_identity_of_an_index_is_told() {
        converge(at(NOW, quarters().build()));
        database.execute("ALTER TABLE archive_2024_q3 REPLICA IDENTITY USING INDEX archive_2024_q3_pkey");

        assertThat(plan(at("2024-04-01T00:00:00Z", quarters().build())).notes())
                .anyMatch(note -> note.contains("REPLICA IDENTITY of an index"));
    }

    @Test
    void statistics_and_toast_parameters_are_those_of_the_table_and_of_the_newest() {
        converge(at(NOW, quarters().build()));
        database.execute(
                "ALTER TABLE archive ALTER COLUMN id SET STATISTICS 321",
                "ALTER TABLE archive_2024_q3 SET (toast.autovacuum_enabled = off)");

        converge(at("2024-04-01T00:00:00Z", quarters().build()));

        assertThat(database.one(
                        "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'archive_2024_q4'::regclass AND"
                                + " attname = 'id'"))
                .isEqualTo("321");
        assertThat(database.one("SELECT t.reloptions FROM pg_class c JOIN pg_class t ON t.oid = c.reltoastrelid WHERE"
                        + " c.relname = 'archive_2024_q4'"))
                .isEqualTo("{autovacuum_enabled=off}");
    }

    @Test
    void a_name_that_is_taken_is_told() {
        database.execute("CREATE VIEW archive_2024_q2 AS SELECT 1");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(at(NOW, quarters().build())))
                .withMessage(
                        "the declaration does not fit the database: partitions of public.archive:"
                                + " public.archive_2024_q2 is there already, and is no partition of it; rename it, or attach it");
    }

    @Test
    void a_declaration_that_does_not_fit_is_told() {
        database.execute(
                "CREATE TABLE listed (at date, kind text) PARTITION BY LIST (kind)",
                "CREATE TABLE numbered (n bigint) PARTITION BY RANGE (n)");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(at(
                        NOW,
                        TimePartitions.of("listed")
                                .by("at")
                                .every(CalendarInterval.DAY)
                                .build(),
                        TimePartitions.of("numbered")
                                .by("n")
                                .every(CalendarInterval.DAY)
                                .build(),
                        TimePartitions.of("absent")
                                .by("n")
                                .every(CalendarInterval.DAY)
                                .build(),
                        TimePartitions.of("archive")
                                .by("created_at")
                                .every(CalendarInterval.DAY)
                                .startingAt(LocalDate.of(1900, 1, 1))
                                .build())))
                .withMessage("the declaration does not fit the database: partitions of public.listed: public.listed is"
                        + " partitioned by LIST (kind), not by RANGE (at); partitions of public.numbered: n is bigint; it"
                        + " must be timestamptz, timestamp or date; partitions of public.absent: there is no table"
                        + " public.absent; partitions of public.archive: there would be more than 10000; start later, or"
                        + " choose a longer interval");
    }

    @Test
    void rows_in_a_default_partition_hold_up_those_that_they_belong_to() {
        database.execute(
                "CREATE TABLE rest PARTITION OF archive DEFAULT",
                "INSERT INTO archive VALUES (1, 'secret value', '2024-08-05')");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(at(NOW, quarters().build())))
                .withMessage("the declaration does not fit the database: partitions of public.archive: the DEFAULT"
                        + " partition public.rest holds rows of 1 of 3 that are to be made, the first of them"
                        + " 2024-07-01T00:00 to 2024-10-01T00:00; move those rows out of it first");
    }

    @Test
    void a_default_partition_that_is_searched_is_told_with_its_lock() {
        database.execute("CREATE TABLE rest PARTITION OF archive DEFAULT");
        DatabaseSetup setup = at(NOW, quarters().build());
        DatabasePlan plan = plan(setup);

        assertThat(plan.notes()).anyMatch(note -> note.contains("public.rest takes what has no other place"));
        assertThat(plan.changes().get(0).steps().get(0).lockLine())
                .isEqualTo("locks public.rest, the DEFAULT partition of public.archive that is searched: ACCESS"
                        + " EXCLUSIVE; reads and writes wait until it ends");
        assertThat(locks(plan.changes().get(0).steps().get(0)))
                .contains("archive ShareUpdateExclusiveLock", "rest AccessExclusiveLock");
        converge(setup);
    }

    @Test
    void writes_to_the_table_go_on_while_a_partition_is_made() {
        Step step = plan(at(NOW, quarters().build())).changes().get(0).steps().get(0);

        assertThat(step.lock()).isEqualTo(LockMode.SHARE_UPDATE_EXCLUSIVE);
        assertThat(step.on()).isEqualTo("public.archive");
        assertThat(locks(step)).containsExactly("archive AccessShareLock", "archive ShareUpdateExclusiveLock");
    }

    @Test
    void a_table_that_is_referred_to_is_told_with_its_lock() {
        database.execute(
                "CREATE TABLE users (id bigint PRIMARY KEY)",
                "ALTER TABLE archive ADD COLUMN user_id bigint REFERENCES users");
        Step step = plan(at(NOW, quarters().build())).changes().get(0).steps().get(0);

        assertThat(step.lockLine())
                .isEqualTo("locks public.users, to which public.archive refers: SHARE ROW EXCLUSIVE; writes wait for a"
                        + " moment");
        assertThat(locks(step)).contains("users ShareRowExclusiveLock").doesNotContain("archive AccessExclusiveLock");
    }

    @Test
    void a_partition_is_as_closed_as_its_table() {
        database.execute(
                "CREATE ROLE keeper_" + database.name(),
                "ALTER TABLE archive OWNER TO keeper_" + database.name(),
                "CREATE ROLE reader_" + database.name(),
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO PUBLIC, reader_" + database.name(),
                "ALTER TABLE archive ENABLE ROW LEVEL SECURITY");

        converge(at(NOW, quarters().build()));

        assertThat(database.query("""
                        SELECT DISTINCT relrowsecurity || ' ' || relforcerowsecurity || ' ' || r.rolname
                        FROM pg_class c CROSS JOIN LATERAL aclexplode(relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
                        WHERE relname LIKE 'archive_2%' AND relkind = 'r'""")).containsExactly("true false keeper_" + database.name());
        database.execute(
                "DROP OWNED BY keeper_" + database.name() + ", reader_" + database.name(),
                "DROP ROLE keeper_" + database.name() + ", reader_" + database.name());
    }

    @Test
    void a_partition_of_a_table_whose_rows_are_secured_by_the_same_plan_is_closed_too() {
        converge(DatabaseSetup.builder()
                .clock(() -> Instant.parse(NOW))
                .partitions(quarters().build())
                .rowLevelSecurity(RowLevelSecurity.on("archive").build())
                .build());

        assertThat(
                        database.query(
                                "SELECT relname FROM pg_class WHERE relname LIKE 'archive_2%' AND relkind = 'r' AND NOT relforcerowsecurity"))
                .isEmpty();
    }

    @Test
    void a_partition_whose_owner_bypasses_the_security_of_the_table_is_not_forced() {
        database.execute(
                "CREATE TABLE mine PARTITION OF archive FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2024-04-01"
                        + " 00:00+00')");
        converge(DatabaseSetup.builder()
                .clock(() -> Instant.parse(NOW))
                .partitions(quarters().build())
                .rowLevelSecurity(RowLevelSecurity.on("archive").ownerBypasses().build())
                .build());

        assertThat(database.query("SELECT DISTINCT relrowsecurity || ' ' || relforcerowsecurity FROM pg_class WHERE"
                        + " (relname LIKE 'archive_2%' OR relname = 'mine') AND relkind = 'r'"))
                .containsExactly("true false");
    }

    @Test
    void an_index_of_the_same_plan_is_that_of_new_partitions_too() {
        converge(DatabaseSetup.builder()
                .clock(() -> Instant.parse(NOW))
                .partitions(quarters().build())
                .index(Index.named("idx_title").on("archive").columns("Title").build())
                .build());

        assertThat(database.one("SELECT count(*) FROM pg_inherits WHERE inhparent = 'idx_title'::regclass"))
                .isEqualTo("3");
    }

    @Test
    void a_new_partition_has_the_storage_parameters_of_the_newest() {
        converge(at(NOW, quarters().build()));
        database.execute("ALTER TABLE archive_2024_q3 SET (fillfactor = 70, autovacuum_enabled = off)");

        converge(at("2024-04-01T00:00:00Z", quarters().build()));

        assertThat(database.one("SELECT reloptions FROM pg_class WHERE relname = 'archive_2024_q4'"))
                .isEqualTo("{fillfactor=70,autovacuum_enabled=off}");
    }

    @Test
    void autovacuum_that_is_declared_for_the_table_is_that_of_new_partitions_too() {
        converge(DatabaseSetup.builder()
                .clock(() -> Instant.parse(NOW))
                .partitions(quarters().build())
                .autovacuum(Autovacuum.of("archive").vacuumScaleFactor(0.02).build())
                .build());

        assertThat(database.query(
                        "SELECT DISTINCT reloptions FROM pg_class WHERE relname LIKE 'archive_2%' AND relkind ="
                                + " 'r'"))
                .containsExactly("{autovacuum_vacuum_scale_factor=0.02}");
    }

    @Test
    void identity_and_generated_columns_are_those_of_the_table() {
        database.execute("""
                CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL,
                  year int GENERATED ALWAYS AS (extract(year FROM at)) STORED) PARTITION BY RANGE (at)""");

        converge(at(
                NOW,
                TimePartitions.of("events")
                        .by("at")
                        .every(CalendarInterval.MONTH)
                        .build()));
        database.execute("INSERT INTO events (at) VALUES ('2024-03-01'), ('2024-04-01')");

        assertThat(database.query("SELECT id || ' ' || year FROM events ORDER BY 1"))
                .containsExactly("1 2024", "2 2024");
    }

    /** A number names its seed. */
    @Test
    void whatever_is_declared_is_made_and_leaves_no_gap() {
        for (int seed = 0; seed < Endurance.size(5, 150); seed++) {
            Random random = new Random(seed);
            String table = "random_" + seed;
            database.execute("CREATE TABLE " + table + " (at timestamptz) PARTITION BY RANGE (at)");
            CalendarInterval interval = CalendarInterval.values()[random.nextInt(4)];
            LocalDateTime now = LocalDateTime.of(2019, 1, 1, 0, 0).plusMinutes(random.nextInt(4_000_000));
            LocalDate start = now.toLocalDate().minusDays(random.nextInt(60));
            int ahead = 1 + random.nextInt(5);
            TimePartitions.Builder declared = TimePartitions.of(table)
                    .by("at")
                    .every(interval)
                    .startingAt(start)
                    .ahead(ahead);
            if (random.nextBoolean()) {
                declared.detachAfter(Period.ofDays(1 + random.nextInt(50)));
            }
            DatabaseSetup setup = at(now.toInstant(ZoneOffset.UTC).toString(), declared.build());
            converge(setup);
            LocalDateTime later = now.plusDays(random.nextInt(40));
            DatabaseSetup laterSetup = at(later.toInstant(ZoneOffset.UTC).toString(), declared.build());
            converge(laterSetup, "detach partition *");

            LocalDate end = interval.start(later.toLocalDate());
            for (int i = 0; i <= ahead; i++) {
                end = interval.end(end);
            }
            List<String> rows = new ArrayList<>();
            for (LocalDate day = later.toLocalDate().minusDays(1); day.isBefore(end); day = day.plusDays(1)) {
                if (!day.isBefore(start)) {
                    rows.add("('" + day + " 00:00:00+00'), ('" + day + " 23:59:59.999999+00')");
                }
            }
            database.execute("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
        }
        assertThat(database.one("SELECT count(*) FROM pg_inherits")).isNotEqualTo("0");
    }

    private static TimePartitions.Builder quarters() {
        return TimePartitions.of("archive")
                .by("created_at")
                .every(CalendarInterval.QUARTER)
                .ahead(2);
    }

    private static DatabaseSetup at(String now, TimePartitions... partitions) {
        DatabaseSetup.Builder builder = DatabaseSetup.builder().clock(() -> Instant.parse(now));
        List.of(partitions).forEach(builder::partitions);
        return builder.build();
    }

    /** Partitions by name with their bounds, as a session in UTC sees them. */
    private List<String> bounds(String table) {
        return rows(
                List.of("SET timezone = 'UTC'", "SET datestyle = 'ISO'"),
                "SELECT c.relname || ' ' || pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON"
                        + " c.oid = i.inhrelid WHERE i.inhparent = '" + table + "'::regclass ORDER BY 1");
    }

    /** What the step holds on tables in use at its end. */
    private List<String> locks(Step step) {
        List<String> statements = new ArrayList<>(List.of("BEGIN"));
        statements.addAll(step.statements());
        return rows(
                statements,
                "SELECT DISTINCT c.relname || ' ' || l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE"
                        + " l.pid = pg_backend_pid() AND c.relname IN ('archive', 'rest', 'users') ORDER BY 1");
    }

    /** The first column of what a session that has run {@code statements} is told. */
    private List<String> rows(List<String> statements, String query) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            List<String> rows = new ArrayList<>();
            ResultSet result = statement.executeQuery(query);
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
